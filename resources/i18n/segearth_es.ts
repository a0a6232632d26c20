<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
    <name>SegEarth</name>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>Plugin</source>
        <translation>Complemento</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>Python of QGIS</source>
        <translation>Python de QGIS</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>System</source>
        <translation>Sistema</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>used</source>
        <translation>en uso</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>not used</source>
        <translation>sin uso</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>Engine command</source>
        <translation>Comando del motor</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>none</source>
        <translation>ninguno</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>version {version}</source>
        <translation>versión {version}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>Running engine</source>
        <translation>Motor en ejecución</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>The engine's command does not end in “serve”, so nobody knows how to ask it for a report.</source>
        <translation>El comando del motor no termina en «serve», así que no se sabe cómo pedirle un informe.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>The engine's report cannot be read: {reason}</source>
        <translation>No se puede leer el informe del motor: {reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>Engine</source>
        <translation>Motor</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/errors.py"/>
        <source>The run was cancelled. No result was saved.</source>
        <translation>La ejecución se canceló. No se guardó ningún resultado.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/examples.py"/>
        <source>Disaster and safety</source>
        <translation>Desastres y seguridad</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/examples.py"/>
        <source>Town and buildings</source>
        <translation>Ciudad y edificios</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/examples.py"/>
        <source>Farming</source>
        <translation>Agricultura</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/examples.py"/>
        <source>Water</source>
        <translation>Agua</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/examples.py"/>
        <source>Transport</source>
        <translation>Transporte</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/examples.py"/>
        <source>Nature</source>
        <translation>Naturaleza</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/examples.py"/>
        <source>Energy</source>
        <translation>Energía</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/export_plan.py"/>
        <source>“{name}” has no CRS, so nobody knows where it lies.</source>
        <translation>«{name}» no tiene SRC, así que no se sabe dónde está.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/export_plan.py"/>
        <source>Set it: right-click the layer, then Layer CRS &gt; Set Layer CRS.</source>
        <translation>Establézcalo: clic derecho en la capa y después SRC de la capa &gt; Establecer SRC de la capa.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/export_plan.py"/>
        <source>The area cannot be placed on the raster.</source>
        <translation>La zona no se puede situar en el ráster.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/export_plan.py"/>
        <source>Choose an area on the raster.</source>
        <translation>Elija una zona del ráster.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/export_plan.py"/>
        <source>The area does not touch “{name}”.</source>
        <translation>La zona no toca «{name}».</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/export_plan.py"/>
        <source>Zoom to the layer, or choose another area.</source>
        <translation>Haga zoom a la capa o elija otra zona.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/export_plan.py"/>
        <source>The area cannot be placed on the ground.</source>
        <translation>La zona no se puede situar en el terreno.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/export_plan.py"/>
        <source>Choose a smaller area.</source>
        <translation>Elija una zona más pequeña.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/export_plan.py"/>
        <source>The area is too large to fetch “{name}” from its service.</source>
        <translation>La zona es demasiado grande para obtener «{name}» de su servicio.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/export_plan.py"/>
        <source>“{name}” would have to be fetched with {pixels} million pixels; at most {most} million are.</source>
        <translation>«{name}» tendría que obtenerse con {pixels} millones de píxeles; el máximo es {most} millones.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/export_plan.py"/>
        <source>Choose a smaller area, or pixels of {gsd} m or coarser.</source>
        <translation>Elija un área más pequeña, o píxeles de {gsd} m o más gruesos.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/history.py"/>
        <source>The history in this project cannot be read: {reason}</source>
        <translation>No se puede leer el historial de este proyecto: {reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/kept_work.py"/>
        <source>Nothing can be written to {folder}: {reason}.</source>
        <translation>No se puede escribir en {folder}: {reason}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/kept_work.py"/>
        <source>Save the project in a folder that you can write to.</source>
        <translation>Guarde el proyecto en una carpeta en la que pueda escribir.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/kept_work.py"/>
        <source>{folder} cannot be removed: {reason}</source>
        <translation>No se puede eliminar {folder}: {reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Engine settings…</source>
        <translation>Configuración del motor…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Diagnose…</source>
        <translation>Diagnosticar…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Show the log</source>
        <translation>Mostrar el registro</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Choose the area</source>
        <translation>Elegir la zona</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Choose a model</source>
        <translation>Elegir un modelo</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Choose coarser pixels</source>
        <translation>Elegir píxeles más gruesos</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Resume</source>
        <translation>Reanudar</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Run again</source>
        <translation>Volver a ejecutar</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Save the project…</source>
        <translation>Guardar el proyecto…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Correct what the sentence names and run it again.</source>
        <translation>Corrija lo que indica la frase y vuelva a ejecutar.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Type a question, for example: Where is open water?</source>
        <translation>Escriba una pregunta, por ejemplo: Where is open water?</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Ask in one or two sentences.</source>
        <translation>Pregunte en una o dos frases.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Ask in English, or choose a model that knows your language.</source>
        <translation>Pregunte en inglés o elija un modelo que conozca su idioma.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Check the layer's source: the file has moved, or the engine's machine cannot see it.</source>
        <translation>Compruebe la fuente de la capa: el archivo se ha movido o el equipo del motor no puede verlo.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Export the layer as a new GeoTIFF and ask that.</source>
        <translation>Exporte la capa como un GeoTIFF nuevo y pregunte a ese.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Assign the file its CRS and position first (Raster menu: Georeferencer or Assign Projection).</source>
        <translation>Asigne primero al archivo su SRC y su posición (menú Ráster: Georreferenciador o Asignar proyección).</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Choose an area on the raster: zoom to the layer, or search the whole layer.</source>
        <translation>Elija una zona del ráster: haga zoom a la capa o busque en toda la capa.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Choose an area where the raster has valid pixels.</source>
        <translation>Elija una zona donde el ráster tenga píxeles válidos.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Choose a smaller area, or coarser pixels.</source>
        <translation>Elija un área más pequeña o píxeles más gruesos.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Choose another model.</source>
        <translation>Elija otro modelo.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Choose another model, or fetch this one again.</source>
        <translation>Elija otro modelo o vuelva a descargar este.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Leave the device at automatic; the diagnosis tells which devices the engine finds.</source>
        <translation>Deje el dispositivo en automático; el diagnóstico indica qué dispositivos encuentra el motor.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Check the connection and start the download again: it goes on where it stopped.</source>
        <translation>Compruebe la conexión y vuelva a iniciar la descarga: continúa donde se detuvo.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Check that the endpoint is up and run it again.</source>
        <translation>Compruebe que el endpoint está activo y vuelva a ejecutar.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Free some space and resume: the tiles that are done are kept.</source>
        <translation>Libere espacio y reanude: las teselas terminadas se conservan.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Close other programs and resume, or choose a smaller model or coarser pixels.</source>
        <translation>Cierre otros programas y reanude, o elija un modelo más pequeño o píxeles más gruesos.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Resume it when you like: the tiles that are done are kept.</source>
        <translation>Reanude cuando quiera: las teselas terminadas se conservan.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>The diagnosis makes a report for the developers; the log has the details.</source>
        <translation>El diagnóstico crea un informe para los desarrolladores; los detalles están en el registro.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Update the plugin and the engine to the same version.</source>
        <translation>Actualice el complemento y el motor a la misma versión.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>The log has the details.</source>
        <translation>Los detalles están en el registro.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Fill in what is missing and run it again.</source>
        <translation>Complete lo que falta y vuelva a ejecutar.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Check the connection and the free space on the disk, and run it again.</source>
        <translation>Compruebe la conexión y el espacio libre en disco y vuelva a ejecutar.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Engine and plugin may be of different versions.</source>
        <translation>Puede que el motor y el complemento sean de versiones distintas.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Check the engine's command in its settings.</source>
        <translation>Compruebe el comando del motor en su configuración.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Set it up (Raster &gt; SegEarth &gt; Set up the engine…).</source>
        <translation>Prepárelo (Ráster &gt; SegEarth &gt; Preparar el motor…).</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Correct the command in the engine settings.</source>
        <translation>Corrija el comando en la configuración del motor.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Check its command in the engine settings.</source>
        <translation>Compruebe su comando en la configuración del motor.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Check its command in the engine settings, and the Message Log under the tab SegEarth.</source>
        <translation>Compruebe su comando en la configuración del motor y los mensajes del registro en la pestaña SegEarth.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Update the older of the two.</source>
        <translation>Actualice el más antiguo de los dos.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Resume it: the tiles that are done are kept. The log has the details.</source>
        <translation>Reanude: las teselas terminadas se conservan. Los detalles están en el registro.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Close other programs, or choose a smaller model, and resume: the tiles that are done are kept.</source>
        <translation>Cierre otros programas o elija un modelo más pequeño y reanude: las teselas terminadas se conservan.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Resume it. If it happens again, choose a smaller area or a smaller model.</source>
        <translation>Reanude. Si vuelve a ocurrir, elija una zona más pequeña o un modelo más pequeño.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Run it again: the engine starts by itself.</source>
        <translation>Vuelva a ejecutar: el motor se inicia solo.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Install Python 3.10 or newer, then set up again.</source>
        <translation>Instale Python 3.10 o posterior y vuelva a preparar el motor.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Free some space, or choose a folder on another disk.</source>
        <translation>Libere espacio o elija una carpeta en otro disco.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Check the connection and the proxy in QGIS's options, then set up again.</source>
        <translation>Compruebe la conexión y el proxy en las opciones de QGIS y vuelva a preparar el motor.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Use an offline bundle, or an engine on another computer.</source>
        <translation>Use un paquete sin conexión o un motor en otro equipo.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Set up again: the file is fetched anew.</source>
        <translation>Vuelva a preparar el motor: el archivo se descarga de nuevo.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Choose the folder that was made for this kind of computer.</source>
        <translation>Elija la carpeta que se creó para este tipo de equipo.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Wait until the other QGIS has ended its set-up.</source>
        <translation>Espere a que el otro QGIS termine su preparación.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Set up again; if it fails again, the log of the set-up says why.</source>
        <translation>Vuelva a preparar el motor; si falla de nuevo, el registro de la preparación indica la causa.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Choose another program or environment, or let the plugin make one.</source>
        <translation>Elija otro programa o entorno, o deje que el complemento cree uno.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/one_tile.py"/>
        <source>The middle of the map is not on “{name}”.</source>
        <translation>El centro del mapa no está sobre «{name}».</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/one_tile.py"/>
        <source>Move the map so that the place to try is in its middle.</source>
        <translation>Mueva el mapa para que el lugar que quiere probar quede en el centro.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/plan.py"/>
        <source>The engine's plan cannot be read: {reason}</source>
        <translation>No se puede leer el plan del motor: {reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/plan.py"/>
        <source>1 tile</source>
        <translation>1 tesela</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/plan.py"/>
        <source>{count} tiles</source>
        <translation>{count} teselas</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/plan.py"/>
        <source>about {time}</source>
        <translation>aprox. {time}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/plan.py"/>
        <source>{size} on disk</source>
        <translation>{size} en disco</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/plan.py"/>
        <source>{count} pixels of {gsd}</source>
        <translation>{count} píxeles de {gsd}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/plan.py"/>
        <source>This run takes about {time} and up to {size} on disk.</source>
        <translation>Esta ejecución tarda aprox. {time} y ocupa hasta {size} en disco.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/plan.py"/>
        <source>{count} million</source>
        <translation>{count} millones de</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/plan.py"/>
        <source>{count} billion</source>
        <translation>{count} mil millones de</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/preview_layers.py"/>
        <source>{question} (so far)</source>
        <translation>{question} (hasta ahora)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>Model: {licence}</source>
        <translation>Modelo: {licence}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>Question: {question}</source>
        <translation>Pregunta: {question}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>Raster: {raster}</source>
        <translation>Ráster: {raster}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>Model: {model} ({fingerprint})</source>
        <translation>Modelo: {model} ({fingerprint})</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>Threshold: {threshold}</source>
        <translation>Umbral: {threshold}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>Searched: {area}</source>
        <translation>Superficie buscada: {area}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>{date}: asked with SegEarth {engine} (run {run})</source>
        <translation>{date}: preguntado con SegEarth {engine} (ejecución {run})</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>{tiles} tiles at {gsd} m a pixel</source>
        <translation>{tiles} teselas a {gsd} m por píxel</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>smallest area {value} m²</source>
        <translation>área mínima {value} m²</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>smallest hole {value} m²</source>
        <translation>hueco mínimo {value} m²</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>outlines simplified by {value} m</source>
        <translation>contornos simplificados en {value} m</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>in {value}</source>
        <translation>en {value}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>inside the polygons of {value}</source>
        <translation>dentro de los polígonos de {value}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>right angles</source>
        <translation>ángulos rectos</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/quick_look.py"/>
        <source>One tile: {question}</source>
        <translation>Una tesela: {question}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_bands.py"/>
        <source>Values from the 2nd to the 98th percentile of the raster become dark to bright.</source>
        <translation>Los valores del percentil 2 al 98 del ráster pasan de oscuro a claro.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_bands.py"/>
        <source>8-bit values are taken as they are.</source>
        <translation>Los valores de 8 bits se toman tal cual.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_export.py"/>
        <source>Choose a folder that you can write to; in the dock it is that of the project.</source>
        <translation>Elija una carpeta en la que pueda escribir; en el panel es la del proyecto.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_export.py"/>
        <source>Fetching the raster may take {needed} MB; {folder} has {free} MB free.</source>
        <translation>Obtener el ráster puede ocupar {needed} MB; {folder} tiene {free} MB libres.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_export.py"/>
        <source>Free some space, choose a smaller area, or a folder on another disk.</source>
        <translation>Libere espacio, elija un área más pequeña o una carpeta en otro disco.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_export.py"/>
        <source>“{name}” could not be fetched: {reason}.</source>
        <translation>No se pudo obtener «{name}»: {reason}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_export.py"/>
        <source>its pixels cannot be read</source>
        <translation>no se pueden leer sus píxeles</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_export.py"/>
        <source>it cannot be reprojected</source>
        <translation>no se puede reproyectar</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_export.py"/>
        <source>the file cannot be written ({code})</source>
        <translation>no se puede escribir el archivo ({code})</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_export.py"/>
        <source>its service has no picture of this place at this scale</source>
        <translation>su servicio no tiene imagen de este lugar a esta escala</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_export.py"/>
        <source>SegEarth: fetching “{name}”</source>
        <translation>SegEarth: obteniendo «{name}»</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_export.py"/>
        <source>unknown</source>
        <translation>desconocido</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_source.py"/>
        <source>There is no raster to ask.</source>
        <translation>No hay ningún ráster al que preguntar.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_source.py"/>
        <source>Add a raster layer to the project.</source>
        <translation>Añada una capa ráster al proyecto.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_source.py"/>
        <source>“{name}” is not a file but comes from a service or a database.</source>
        <translation>«{name}» no es un archivo, sino que procede de un servicio o de una base de datos.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_source.py"/>
        <source>“{name}” is a part of a larger file, which the engine cannot open yet.</source>
        <translation>«{name}» es parte de un archivo mayor, que el motor todavía no puede abrir.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_source.py"/>
        <source>The file of “{name}” is no longer at {path}.</source>
        <translation>El archivo de «{name}» ya no está en {path}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_source.py"/>
        <source>Repair the layer's source, or add the raster again.</source>
        <translation>Repare la fuente de la capa o vuelva a añadir el ráster.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_source.py"/>
        <source>“{name}” has a format that the engine cannot read.</source>
        <translation>«{name}» tiene un formato que el motor no puede leer.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_source.py"/>
        <source>“{name}” cannot be read: its source does not answer.</source>
        <translation>No se puede leer «{name}»: su fuente no responde.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_source.py"/>
        <source>Check the connection, then repair the layer's source or add it again.</source>
        <translation>Compruebe la conexión y después repare la fuente de la capa o vuelva a añadirla.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_source.py"/>
        <source>“{name}” is shown in {shown}, but its file says {in_file}.</source>
        <translation>«{name}» se muestra en {shown}, pero su archivo indica {in_file}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_source.py"/>
        <source>“{name}” has its CRS from QGIS alone: its file has none.</source>
        <translation>«{name}» tiene su SRC solo por QGIS: su archivo no tiene ninguno.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/replies.py"/>
        <source>{count} of its pictures did not come ({reason})</source>
        <translation>{count} de sus imágenes no llegaron ({reason})</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/replies.py"/>
        <source>QGIS was too busy to tell whether all of it came</source>
        <translation>QGIS estaba demasiado ocupado para saber si llegó todo</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/replies.py"/>
        <source>no answer in time</source>
        <translation>sin respuesta a tiempo</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/result_file.py"/>
        <source>The result {path} cannot be opened.</source>
        <translation>No se puede abrir el resultado {path}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/result_file.py"/>
        <source>Was it moved? If the engine runs on another machine, its folder must be visible here.</source>
        <translation>¿Se ha movido? Si el motor se ejecuta en otro equipo, su carpeta debe ser visible aquí.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/result_layers.py"/>
        <source>Answers</source>
        <translation>Respuestas</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/result_layers.py"/>
        <source>Coverage</source>
        <translation>Cobertura</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/result_layers.py"/>
        <source>Probability</source>
        <translation>Probabilidad</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/result_layers.py"/>
        <source>Probability: {question}</source>
        <translation>Probabilidad: {question}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/review.py"/>
        <source>“{name}” holds no answers of SegEarth.</source>
        <translation>«{name}» no contiene respuestas de SegEarth.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/review.py"/>
        <source>Choose the layer Answers of a run.</source>
        <translation>Elija la capa «Respuestas» de una ejecución.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/review.py"/>
        <source>Keep an area</source>
        <translation>Conservar un área</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/review.py"/>
        <source>Reject an area</source>
        <translation>Rechazar un área</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/review.py"/>
        <source>The review cannot be saved: {reason}</source>
        <translation>No se puede guardar la revisión: {reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/review.py"/>
        <source>“{name}” cannot be changed.</source>
        <translation>No se puede modificar «{name}».</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/review.py"/>
        <source>Check that its file is not read-only and not open in another program.</source>
        <translation>Compruebe que su archivo no es de solo lectura ni está abierto en otro programa.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_layers.py"/>
        <source>The areas of “{name}” cannot be written: {reason}</source>
        <translation>No se pueden escribir las áreas de «{name}»: {reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_layers.py"/>
        <source>Its file may be incomplete now: free some space, and change a value again to draw them anew.</source>
        <translation>Puede que su archivo esté ahora incompleto: libere espacio y vuelva a cambiar un valor para dibujarlas de nuevo.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_progress.py"/>
        <source>Drawing polygons</source>
        <translation>Dibujando polígonos</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_progress.py"/>
        <source>Putting the answer into words</source>
        <translation>Expresando la respuesta en palabras</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_progress.py"/>
        <source>Writing the result</source>
        <translation>Escribiendo el resultado</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_progress.py"/>
        <source>Tile {done} of {total}</source>
        <translation>Tesela {done} de {total}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_progress.py"/>
        <source>Reading the raster</source>
        <translation>Leyendo el ráster</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_progress.py"/>
        <source>{areas} found</source>
        <translation>Encontrado: {areas}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_progress.py"/>
        <source>{time} left</source>
        <translation>{time} restantes</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_result.py"/>
        <source>{areas}, {area}</source>
        <translation>{areas}, {area}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_result.py"/>
        <source>Nothing found</source>
        <translation>No se encontró nada</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_result.py"/>
        <source>Nothing found in {searched} searched</source>
        <translation>No se encontró nada en {searched}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_result.py"/>
        <source>{areas}, {area}, in {searched} searched</source>
        <translation>{areas}, {area}, en {searched} de búsqueda</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_result.py"/>
        <source>“{answer}”</source>
        <translation>«{answer}»</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_result.py"/>
        <source>1 tile failed and was not searched: see the coverage layer.</source>
        <translation>1 tesela falló y no se buscó en ella: vea la capa «Cobertura».</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_result.py"/>
        <source>{count} tiles failed and were not searched: see the coverage layer.</source>
        <translation>{count} teselas fallaron y no se buscó en ellas: vea la capa «Cobertura».</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_result.py"/>
        <source>The engine's answer cannot be read: {reason}</source>
        <translation>No se puede leer la respuesta del motor: {reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/sample_pixels.py"/>
        <source>The run's record is missing, so the stretch of “{name}” is not known.</source>
        <translation>Falta el registro de la ejecución, así que no se conoce el realce de «{name}».</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/sample_pixels.py"/>
        <source>Keep the run's folder beside its result, or ask again.</source>
        <translation>Conserve la carpeta de la ejecución junto a su resultado o vuelva a preguntar.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/sample_pixels.py"/>
        <source>The raster cannot be read.</source>
        <translation>No se puede leer el ráster.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/sample_pixels.py"/>
        <source>Pixels of this data type cannot be exported.</source>
        <translation>No se pueden exportar píxeles de este tipo de datos.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/search_area.py"/>
        <source>The area to search is empty.</source>
        <translation>La zona de búsqueda está vacía.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/search_area.py"/>
        <source>Zoom to the raster, or draw again.</source>
        <translation>Haga zoom al ráster o dibuje de nuevo.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/search_area.py"/>
        <source>There is no polygon layer to search in.</source>
        <translation>No hay ninguna capa de polígonos en la que buscar.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/search_area.py"/>
        <source>Add one, or choose another area.</source>
        <translation>Añada una o elija otra zona.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/search_area.py"/>
        <source>“{name}” has no CRS, so nobody knows where its polygons lie.</source>
        <translation>«{name}» no tiene SRC, así que no se sabe dónde están sus polígonos.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/search_area.py"/>
        <source>“{name}” has no polygon to search in.</source>
        <translation>«{name}» no tiene ningún polígono en el que buscar.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/search_area.py"/>
        <source>Draw one, select one, or choose another area.</source>
        <translation>Dibuje uno, seleccione uno o elija otra zona.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/search_area.py"/>
        <source>The polygons of “{name}” cannot be written: {reason}</source>
        <translation>No se pueden escribir los polígonos de «{name}»: {reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/styles.py"/>
        <source>{percent} %</source>
        <translation>{percent} %</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/text.py"/>
        <source>less than 1 s</source>
        <translation>menos de 1 s</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/text.py"/>
        <source>{count} s</source>
        <translation>{count} s</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/text.py"/>
        <source>{count} min</source>
        <translation>{count} min</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/text.py"/>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} h {minutes} min</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/text.py"/>
        <source>1 area</source>
        <translation>1 área</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/text.py"/>
        <source>{count} areas</source>
        <translation>{count} áreas</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/training_sample.py"/>
        <source>{total} pictures written, {without} of them without the target.</source>
        <translation>{total} imágenes escritas, {without} de ellas sin el objetivo.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/training_sample.py"/>
        <source>{count} were left out, as areas in them are not reviewed.</source>
        <translation>Se omitieron {count} porque contienen áreas sin revisar.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/training_sample.py"/>
        <source>Nothing in “{name}” is reviewed yet.</source>
        <translation>Todavía no hay nada revisado en «{name}».</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/training_sample.py"/>
        <source>Keep or reject areas first.</source>
        <translation>Conserve o rechace áreas primero.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/training_sample.py"/>
        <source>The raster of this run cannot be opened.</source>
        <translation>No se puede abrir el ráster de esta ejecución.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/training_sample.py"/>
        <source>Is it still where it was?</source>
        <translation>¿Sigue donde estaba?</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/adjuster.py"/>
        <source>“{name}” is being edited, so its areas stay as they are.</source>
        <translation>«{name}» se está editando, así que sus áreas se quedan como están.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/adjuster.py"/>
        <source>Save or drop the edits first.</source>
        <translation>Guarde o descarte antes las ediciones.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/blocking_client.py"/>
        <source>Starting the engine: {command}</source>
        <translation>Iniciando el motor: {command}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/blocking_client.py"/>
        <source>The engine did not end by itself and was killed.</source>
        <translation>El motor no terminó por sí solo y se forzó su cierre.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/blocking_client.py"/>
        <source>The engine reported an error without words.</source>
        <translation>El motor informó de un error sin texto.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/blocking_client.py"/>
        <source>The run did not end after it was cancelled; the engine is ended.</source>
        <translation>La ejecución no terminó tras cancelarla; se cierra el motor.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/blocking_client.py"/>
        <source>The engine said something that is no message: {text}</source>
        <translation>El motor envió algo que no es un mensaje: {text}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/client.py"/>
        <source>The engine was stopped.</source>
        <translation>El motor se detuvo.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/client.py"/>
        <source>The engine was ended.</source>
        <translation>El motor se cerró.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/client.py"/>
        <source>The engine's last line was cut: {text}</source>
        <translation>La última línea del motor estaba cortada: {text}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/doctor_run.py"/>
        <source>The engine made no report within {seconds} s.</source>
        <translation>El motor no creó ningún informe en {seconds} s.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/doctor_run.py"/>
        <source>The engine's program cannot be started.</source>
        <translation>No se puede iniciar el programa del motor.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/doctor_run.py"/>
        <source>The engine gave no report: {reason}</source>
        <translation>El motor no dio ningún informe: {reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/endings.py"/>
        <source>SegEarth has no engine to ask yet.</source>
        <translation>SegEarth todavía no tiene un motor al que preguntar.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/endings.py"/>
        <source>The engine's command cannot be read: {reason}.</source>
        <translation>No se puede leer el comando del motor: {reason}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/endings.py"/>
        <source>The engine cannot be started: {program} does not exist or is not a program.</source>
        <translation>No se puede iniciar el motor: {program} no existe o no es un programa.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/endings.py"/>
        <source>exit code {code}</source>
        <translation>código de salida {code}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/endings.py"/>
        <source>The engine ended before it was ready: {reason}</source>
        <translation>El motor terminó antes de estar listo: {reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/endings.py"/>
        <source>The engine refused to start.</source>
        <translation>El motor se negó a iniciarse.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/endings.py"/>
        <source>The engine ({engine}) and this plugin ({plugin}) are of different versions.</source>
        <translation>El motor ({engine}) y este complemento ({plugin}) son de versiones distintas.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/endings.py"/>
        <source>The engine was ended from outside, most likely because memory ran out.</source>
        <translation>El motor se cerró desde fuera, muy probablemente porque se agotó la memoria.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/endings.py"/>
        <source>The engine stopped in the middle of its work.</source>
        <translation>El motor se detuvo en mitad de su trabajo.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/endings.py"/>
        <source>The engine did not become ready and was silent for {seconds} s.</source>
        <translation>El motor no llegó a estar listo y no respondió durante {seconds} s.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/endings.py"/>
        <source>The engine gave no sign of life for {seconds} s and was ended.</source>
        <translation>El motor no dio señales de vida durante {seconds} s y se cerró.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/endings.py"/>
        <source>Set it up (Raster &gt; SegEarth &gt; Set up the engine…), or give its command in the settings, such as: {example}</source>
        <translation>Prepárelo (Ráster &gt; SegEarth &gt; Preparar el motor…) o indique su orden en la configuración, por ejemplo: {example}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/question_run.py"/>
        <source>SegEarth: {question}</source>
        <translation>SegEarth: {question}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_bundle.py"/>
        <source>Choose the folder that make bundle wrote, with its file {name}.</source>
        <translation>Elija la carpeta que creó «make bundle», con su archivo {name}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_bundle.py"/>
        <source>{folder} is no offline bundle: {reason}.</source>
        <translation>{folder} no es un paquete sin conexión: {reason}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_bundle.py"/>
        <source>{name} of the bundle is damaged, or of another version of the plugin.</source>
        <translation>{name} del paquete sin conexión está dañado o es de otra versión del complemento.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_bundle.py"/>
        <source>This bundle holds the engine {bundle}, but the plugin needs {plugin}.</source>
        <translation>Este paquete sin conexión contiene el motor {bundle}, pero el complemento necesita {plugin}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_bundle.py"/>
        <source>Make the bundle again with the same version, or install the plugin of version {version}.</source>
        <translation>Vuelva a crear el paquete sin conexión con la misma versión o instale la versión {version} del complemento.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_bundle.py"/>
        <source>This bundle is for {bundle}; this computer is {here}.</source>
        <translation>Este paquete sin conexión es para {bundle}; este equipo es {here}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_bundle.py"/>
        <source>Make the bundle on a computer of the same kind.</source>
        <translation>Cree el paquete sin conexión en un equipo del mismo tipo.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>The set-up cannot begin: {reason}</source>
        <translation>La preparación no puede empezar: {reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Looking for Python</source>
        <translation>Buscando Python</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Checking the bundle</source>
        <translation>Comprobando el paquete sin conexión</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Making the environment</source>
        <translation>Creando el entorno</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Preparing the installer</source>
        <translation>Preparando el instalador</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Installing PyTorch</source>
        <translation>Instalando PyTorch</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Installing the libraries</source>
        <translation>Instalando las bibliotecas</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Installing the engine and its model</source>
        <translation>Instalando el motor y su modelo</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Copying further models</source>
        <translation>Copiando más modelos</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Trying the engine on one tile</source>
        <translation>Probando el motor con una tesela</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>The set-up cannot go on: {reason}</source>
        <translation>La preparación no puede continuar: {reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>The bundle is damaged: {files}</source>
        <translation>El paquete sin conexión está dañado: {files}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Copy these files again from where the bundle was made.</source>
        <translation>Vuelva a copiar estos archivos desde donde se creó el paquete sin conexión.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>The bundle could not be checked.</source>
        <translation>No se pudo comprobar el paquete sin conexión.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Python could not make an environment in {folder}.</source>
        <translation>Python no pudo crear un entorno en {folder}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Going on with the pip that came with Python.</source>
        <translation>Se continúa con el pip que venía con Python.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>There is no build for the processor alone; taking the ordinary one, which is larger.</source>
        <translation>No hay compilación solo para el procesador; se toma la ordinaria, que es más grande.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>The model {name} could not be copied.</source>
        <translation>No se pudo copiar el modelo {name}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>The engine was installed but does not work.</source>
        <translation>El motor se instaló, pero no funciona.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Another QGIS is setting up this engine.</source>
        <translation>Otro QGIS está preparando este motor.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Wait until it has finished, or close it.</source>
        <translation>Espere a que termine o ciérrelo.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>The engine needs {needed} GB of disk; {folder} has {free} GB free.</source>
        <translation>El motor necesita {needed} GB de disco; {folder} tiene {free} GB libres.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Free some space, or choose another folder under Advanced.</source>
        <translation>Libere espacio o elija otra carpeta en «Avanzado».</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>The disk became full while packages were installed.</source>
        <translation>El disco se llenó mientras se instalaban los paquetes.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>Free some space and press Continue: what is there already is kept.</source>
        <translation>Libere espacio y pulse «Continuar»: lo que ya está se conserva.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>A package arrived damaged.</source>
        <translation>Un paquete llegó dañado.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>Press Continue to fetch it again. If it happens again: a bundle.</source>
        <translation>Pulse «Continuar» para volver a descargarlo. Si ocurre de nuevo: use un paquete sin conexión.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>The proxy refused the connection.</source>
        <translation>El proxy rechazó la conexión.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>Correct it in Settings &gt; Options &gt; Network, with user and password, then press Continue.</source>
        <translation>Corríjalo en Configuración &gt; Opciones &gt; Red, con usuario y contraseña, y después pulse «Continuar».</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>The secure connection was refused: a certificate is not trusted.</source>
        <translation>Se rechazó la conexión segura: no se confía en un certificado.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>Company networks often need a certificate of their own: set it for pip (PIP_CERT), or use an offline bundle.</source>
        <translation>Las redes de empresa suelen necesitar un certificado propio: establézcalo para pip (PIP_CERT) o use un paquete sin conexión.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>The package server cannot be reached.</source>
        <translation>No se puede acceder al servidor de paquetes.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>Check the connection, and the proxy in Settings &gt; Options &gt; Network; then press Continue. Without internet, use an offline bundle.</source>
        <translation>Compruebe la conexión y el proxy en Configuración &gt; Opciones &gt; Red; después pulse «Continuar». Sin internet, use un paquete sin conexión.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>The bundle was made for another computer or is not complete. Make it again with make bundle.</source>
        <translation>El paquete sin conexión se creó para otro equipo o está incompleto. Vuelva a crearlo con «make bundle».</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>Give a folder or an index that has it under Advanced, or use an offline bundle.</source>
        <translation>Indique en «Avanzado» una carpeta o un índice que lo tenga, o use un paquete sin conexión.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>{package} was found in no place for this Python.</source>
        <translation>No se encontró {package} en ningún sitio para este Python.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>The packages could not be installed.</source>
        <translation>No se pudieron instalar los paquetes.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>Press Continue to try again. The log says:</source>
        <translation>Pulse «Continuar» para intentarlo de nuevo. El registro dice:</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_python.py"/>
        <source>{program} is no Python of version {needed}.</source>
        <translation>{program} no es un Python de la versión {needed}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_python.py"/>
        <source>No suitable Python was found on this computer; it takes version {needed}.</source>
        <translation>No se encontró ningún Python adecuado en este equipo; se necesita la versión {needed}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_python.py"/>
        <source>Python is there, but not its module venv. In a terminal: sudo apt install python3-venv</source>
        <translation>Python está, pero falta su módulo venv. En un terminal: sudo apt install python3-venv</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_python.py"/>
        <source>Install Python with your package manager, then try again; or choose its program below.</source>
        <translation>Instale Python con su gestor de paquetes e inténtelo de nuevo, o elija su programa abajo.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_python.py"/>
        <source>Install Python from python.org, then try again; or choose its program below.</source>
        <translation>Instale Python desde python.org e inténtelo de nuevo, o elija su programa abajo.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_python.py"/>
        <source>Seen: {list}</source>
        <translation>Vistos: {list}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_report.py"/>
        <source>It is version {engine}, but {version} is needed.</source>
        <translation>Es la versión {engine}, pero se necesita la {version}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>SegEarth needs its engine: it is set up once, beside QGIS.</source>
        <translation>SegEarth necesita su motor: se prepara una vez, aparte de QGIS.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>The set-up of the engine is not finished.</source>
        <translation>La preparación del motor no ha terminado.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>The engine is damaged or no longer there.</source>
        <translation>El motor está dañado o ya no existe.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>The engine is older than the plugin.</source>
        <translation>El motor es más antiguo que el complemento.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>The engine is being set up.</source>
        <translation>El motor se está preparando.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>The engine is set up.</source>
        <translation>El motor está preparado.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>Set-up</source>
        <translation>Preparación</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>Environment</source>
        <translation>Entorno</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>Version</source>
        <translation>Versión</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>Packages</source>
        <translation>Paquetes</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>Cancelled</source>
        <translation>Cancelado</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>The command cannot be read: {reason}.</source>
        <translation>No se puede leer el comando: {reason}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>Close its quotes.</source>
        <translation>Cierre sus comillas.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>There is no command yet.</source>
        <translation>Todavía no hay ningún comando.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>For example: ssh gpu-box segearth serve</source>
        <translation>Por ejemplo: ssh gpu-box segearth serve</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>Starting {command}</source>
        <translation>Iniciando {command}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>The engine is ready.</source>
        <translation>El motor está listo.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>The engine {version} answers. Models: {models}</source>
        <translation>El motor {version} responde. Modelos: {models}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_trial.py"/>
        <source>This engine is version {engine}; the plugin is {plugin}.</source>
        <translation>Este motor es la versión {engine}; el complemento es la {plugin}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_trial.py"/>
        <source>Update it, in its environment: pip install segearth=={version}</source>
        <translation>Actualícelo en su entorno: pip install segearth=={version}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_trial.py"/>
        <source>There is no engine in {folder}.</source>
        <translation>No hay ningún motor en {folder}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_trial.py"/>
        <source>Choose the folder of a Python environment with segearth installed, or its program {name}.</source>
        <translation>Elija la carpeta de un entorno de Python con segearth instalado o su programa {name}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/fault_plugin.py"/>
        <source>SegEarth could not be loaded in QGIS {version}: {reason}</source>
        <translation>No se pudo cargar SegEarth en QGIS {version}: {reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/area_widget.py"/>
        <source>What the map shows</source>
        <translation>Lo que muestra el mapa</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/area_widget.py"/>
        <source>The part of the raster that is visible when the run starts</source>
        <translation>La parte del ráster visible cuando empieza la ejecución</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/area_widget.py"/>
        <source>The whole raster</source>
        <translation>Todo el ráster</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/area_widget.py"/>
        <source>From edge to edge</source>
        <translation>De borde a borde</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/area_widget.py"/>
        <source>A drawn rectangle</source>
        <translation>Un rectángulo dibujado</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/area_widget.py"/>
        <source>Drag a rectangle on the map</source>
        <translation>Arrastrar un rectángulo en el mapa</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/area_widget.py"/>
        <source>Polygons of a layer</source>
        <translation>Polígonos de una capa</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/area_widget.py"/>
        <source>Only inside the polygons of a layer</source>
        <translation>Solo dentro de los polígonos de una capa</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/area_widget.py"/>
        <source>No rectangle is drawn yet.</source>
        <translation>Todavía no se ha dibujado ningún rectángulo.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/area_widget.py"/>
        <source>Press “Draw on map” and drag a rectangle, or choose another area.</source>
        <translation>Pulse «Dibujar en el mapa» y arrastre un rectángulo, o elija otra zona.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/ask_panel.py"/>
        <source>Type a question and press Run.</source>
        <translation>Escriba una pregunta y pulse «Ejecutar».</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/ask_panel.py"/>
        <source>Fetching the raster…</source>
        <translation>Obteniendo el ráster…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/ask_panel.py"/>
        <source>Planning…</source>
        <translation>Planificando…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/ask_panel.py"/>
        <source>Starting…</source>
        <translation>Iniciando…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/ask_panel.py"/>
        <source>Cancelling…</source>
        <translation>Cancelando…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/ask_panel.py"/>
        <source>The engine stopped; starting it again ({number} of {most})…</source>
        <translation>El motor se detuvo; se inicia de nuevo ({number} de {most})…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/band_picker.py"/>
        <source>As the file says</source>
        <translation>Según el archivo</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/band_picker.py"/>
        <source>Red, green and blue by their names in the file, else bands 1, 2, 3</source>
        <translation>Rojo, verde y azul según sus nombres en el archivo; si no, las bandas 1, 2 y 3</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/band_picker.py"/>
        <source>As displayed</source>
        <translation>Como se muestra</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/band_picker.py"/>
        <source>The bands that the map shows when the run starts</source>
        <translation>Las bandas que muestra el mapa cuando empieza la ejecución</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/band_picker.py"/>
        <source>Choose bands</source>
        <translation>Elegir bandas</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/band_picker.py"/>
        <source>Any three bands</source>
        <translation>Tres bandas cualesquiera</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/band_picker.py"/>
        <source>Red</source>
        <translation>Rojo</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/band_picker.py"/>
        <source>Green</source>
        <translation>Verde</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/band_picker.py"/>
        <source>Blue</source>
        <translation>Azul</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/band_picker.py"/>
        <source>As displayed ({bands})</source>
        <translation>Como se muestra ({bands})</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/consent_row.py"/>
        <source>Change anyway</source>
        <translation>Cambiar de todos modos</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/consent_row.py"/>
        <source>Leave it as it is</source>
        <translation>Dejarla como está</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/consent_row.py"/>
        <source>The file of this layer was changed after its areas were drawn.</source>
        <translation>El archivo de esta capa se modificó después de dibujar sus áreas.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/consent_row.py"/>
        <source>Drawing them anew loses that.</source>
        <translation>Al dibujarlas de nuevo se pierden esos cambios.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/consent_row.py"/>
        <source>1 area of this layer is reviewed.</source>
        <translation>1 área de esta capa está revisada.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/consent_row.py"/>
        <source>{count} areas of this layer are reviewed.</source>
        <translation>{count} áreas de esta capa están revisadas.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/consent_row.py"/>
        <source>Drawing them anew forgets that.</source>
        <translation>Al dibujarlas de nuevo se pierde la revisión.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/dock.py"/>
        <source>SegEarth</source>
        <translation>SegEarth</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/dock.py"/>
        <source>Result</source>
        <translation>Resultado</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/dock.py"/>
        <source>Review</source>
        <translation>Revisión</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/dock.py"/>
        <source>History of this project</source>
        <translation>Historial de este proyecto</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/dock.py"/>
        <source>What the run had done is deleted.</source>
        <translation>Se eliminó lo que había hecho la ejecución.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>SegEarth: diagnosis</source>
        <translation>SegEarth: diagnóstico</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>What</source>
        <translation>Qué</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>Detail</source>
        <translation>Detalle</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>&amp;Last lines of the engine</source>
        <translation>Últimas &amp;líneas del motor</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>The engine has written nothing.</source>
        <translation>El motor no ha escrito nada.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>The report leaves out your user name, the name of your home folder and that of the computer.</source>
        <translation>El informe omite su nombre de usuario, el nombre de su carpeta personal y el del equipo.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>Copy as &amp;Markdown</source>
        <translation>Copiar como &amp;Markdown</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>&amp;Again</source>
        <translation>&amp;Repetir</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>no engine is set up</source>
        <translation>no hay ningún motor preparado</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>There is no engine yet.</source>
        <translation>Todavía no hay ningún motor.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>Asking the engine, and the model about one tile…</source>
        <translation>Preguntando al motor, y al modelo por una tesela…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>This may take a minute.</source>
        <translation>Puede tardar un minuto.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>Copied</source>
        <translation>Copiado</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>Everything works.</source>
        <translation>Todo funciona.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>One tile went through the model.</source>
        <translation>Una tesela pasó por el modelo.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>Something does not work: {names}</source>
        <translation>Algo no funciona: {names}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>The rows below say what. The report has everything that others need to help.</source>
        <translation>Las filas de abajo dicen qué. El informe contiene todo lo que otros necesitan para ayudar.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/engine_row.py"/>
        <source>Help</source>
        <translation>Ayuda</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/engine_row.py"/>
        <source>Diagnose the engine…</source>
        <translation>Diagnosticar el motor…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/engine_row.py"/>
        <source>Engine {version} ready</source>
        <translation>Motor {version} listo</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/engine_row.py"/>
        <source>Engine starting…</source>
        <translation>Iniciando el motor…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/engine_row.py"/>
        <source>Engine not running</source>
        <translation>El motor no está en ejecución</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/history_panel.py"/>
        <source>Double-click, or press Return, to bring a question back; Delete removes it</source>
        <translation>Doble clic o Return recupera una pregunta; Delete (Supr) la elimina</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/history_panel.py"/>
        <source>The same once more, into a new file</source>
        <translation>Lo mismo otra vez, en un archivo nuevo</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/history_panel.py"/>
        <source>Copy as</source>
        <translation>Copiar como</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/history_panel.py"/>
        <source>The same as a command for a terminal</source>
        <translation>Lo mismo como comando para un terminal</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/history_panel.py"/>
        <source>Command of the engine (segearth)</source>
        <translation>Comando del motor (segearth)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/history_panel.py"/>
        <source>Command of QGIS (qgis_process)</source>
        <translation>Comando de QGIS (qgis_process)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/history_panel.py"/>
        <source>Remove</source>
        <translation>Eliminar</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/history_panel.py"/>
        <source>From this list; its files stay</source>
        <translation>De esta lista; sus archivos se quedan</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/history_panel.py"/>
        <source>Bring back</source>
        <translation>Recuperar</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/interrupted_row.py"/>
        <source>&amp;Keep it</source>
        <translation>Co&amp;nservar</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/interrupted_row.py"/>
        <source>Draw the areas that were found so far</source>
        <translation>Dibujar las áreas encontradas hasta ahora</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/interrupted_row.py"/>
        <source>Go &amp;on</source>
        <translation>Cont&amp;inuar</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/interrupted_row.py"/>
        <source>Search the tiles that are left</source>
        <translation>Buscar en las teselas que quedan</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/interrupted_row.py"/>
        <source>&amp;Discard</source>
        <translation>&amp;Descartar</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/interrupted_row.py"/>
        <source>Delete what this run has done</source>
        <translation>Eliminar lo que ha hecho esta ejecución</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/interrupted_row.py"/>
        <source>{done} of {tiles} tiles are done and kept.</source>
        <translation>{done} de {tiles} teselas están terminadas y se conservan.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/options_page.py"/>
        <source>SegEarth answers with an engine: a program of its own, on this computer or on another one. The set-up installs it or takes one that is there; it can also be given by hand, as the command that starts it. {link} tells more.</source>
        <translation>SegEarth responde con un motor: un programa propio, en este equipo o en otro. La preparación lo instala o toma uno existente; también se puede indicar a mano, como el comando que lo inicia. Más información: {link}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/options_page.py"/>
        <source>Program and arguments; quote what has blanks. On another machine: ssh box segearth serve</source>
        <translation>Programa y argumentos; ponga entre comillas lo que tenga espacios. En otro equipo: ssh box segearth serve</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/options_page.py"/>
        <source>Browse…</source>
        <translation>Explorar…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/options_page.py"/>
        <source>Test</source>
        <translation>Probar</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/options_page.py"/>
        <source>Start the engine with this command and see whether it answers</source>
        <translation>Iniciar el motor con este comando y ver si responde</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/options_page.py"/>
        <source>Set up the engine…</source>
        <translation>Preparar el motor…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/options_page.py"/>
        <source>See what works and what does not, and copy it as a report</source>
        <translation>Ver qué funciona y qué no, y copiarlo como informe</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/options_page.py"/>
        <source>Engine &amp;command</source>
        <translation>&amp;Comando del motor</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/options_page.py"/>
        <source>Starting the engine…</source>
        <translation>Iniciando el motor…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/options_page.py"/>
        <source>The engine's program</source>
        <translation>El programa del motor</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/options_page.py"/>
        <source>The engine answers.</source>
        <translation>El motor responde.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/options_page.py"/>
        <source>Version {version}; devices: {devices}; models: {models}</source>
        <translation>Versión {version}; dispositivos: {devices}; modelos: {models}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/outcome.py"/>
        <source>The result cannot be shown; its file is there.</source>
        <translation>No se puede mostrar el resultado; su archivo está disponible.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/outcome.py"/>
        <source>The run was cancelled.</source>
        <translation>La ejecución se canceló.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/outcome.py"/>
        <source>The project was closed during the run, so its layers were not added. They are in {path}.</source>
        <translation>El proyecto se cerró durante la ejecución, así que no se añadieron sus capas. Están en {path}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/outcome.py"/>
        <source>Drawn anew from the run, without the model.</source>
        <translation>Dibujado de nuevo a partir de la ejecución, sin el modelo.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/outcome.py"/>
        <source>Finished in {time}: the scene was already encoded.</source>
        <translation>Terminado en {time}: la escena ya estaba codificada.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/outcome.py"/>
        <source>Finished in {time}.</source>
        <translation>Terminado en {time}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/path_link.py"/>
        <source>{path}
Click to open its folder</source>
        <translation>{path}
Haga clic para abrir su carpeta</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/plan_row.py"/>
        <source>Run it &amp;anyway</source>
        <translation>Ejecutar de t&amp;odos modos</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/plan_row.py"/>
        <source>Try one tile first</source>
        <translation>Probar antes una tesela</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/plan_row.py"/>
        <source>QGIS fetches {columns} × {rows} pixels of {gsd} m first.</source>
        <translation>QGIS obtiene primero {columns} × {rows} píxeles de {gsd} m.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/plan_row.py"/>
        <source>What this run would take here: {plan}. The time is an estimate.</source>
        <translation>Lo que necesitaría aquí esta ejecución: {plan}. El tiempo es una estimación.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/polygon_picker.py"/>
        <source>Only inside the polygons of this layer</source>
        <translation>Solo dentro de los polígonos de esta capa</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/polygon_picker.py"/>
        <source>Selected features only ({count})</source>
        <translation>Objetos seleccionados solamente ({count})</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/polygon_picker.py"/>
        <source>Selected features only</source>
        <translation>Objetos seleccionados solamente</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>Where could people gather safely after an earthquake?</source>
        <translation>Where could people gather safely after an earthquake?</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>One question a line, up to {count}. Ctrl+Return runs, Esc cancels.</source>
        <translation>Una pregunta por línea, hasta {count}. Ctrl+Return ejecuta, Esc cancela.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>Questions, one a line</source>
        <translation>Preguntas, una por línea</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>&amp;Examples</source>
        <translation>&amp;Ejemplos</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>Questions to start from, by domain</source>
        <translation>Preguntas para empezar, por temas</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>There is no question yet.</source>
        <translation>Todavía no hay ninguna pregunta.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>Type one, for example: Where is open water?</source>
        <translation>Escriba una, por ejemplo: Where is open water?</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>A question is longer than {count} characters.</source>
        <translation>Una pregunta tiene más de {count} caracteres.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>Ask in one or two sentences; every line is a question of its own.</source>
        <translation>Pregunte en una o dos frases; cada línea es una pregunta aparte.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>There are {count} questions; one run takes {most}.</source>
        <translation>Hay {count} preguntas; una ejecución admite {most}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>Every line is a question of its own: ask some of them in another run.</source>
        <translation>Cada línea es una pregunta aparte: haga algunas en otra ejecución.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>{count} questions, one layer</source>
        <translation>{count} preguntas, una capa</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>Sizes differ, so none filters</source>
        <translation>Tamaños distintos: no se filtra</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>Too long: one or two sentences</source>
        <translation>Demasiado larga: una o dos frases</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>At most {count}</source>
        <translation>Como máximo {count}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>At least {area}  ✕</source>
        <translation>Al menos {area}  ✕</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>At least {area}: press to remove this filter</source>
        <translation>Al menos {area}: pulse para quitar este filtro</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>“{phrase}” is the minimum area of this run; the model is asked without it. Press to ask it as it stands, without a filter.</source>
        <translation>«{phrase}» es el área mínima de esta ejecución; al modelo se le pregunta sin ella. Pulse para preguntar tal cual, sin filtro.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/raster_combo.py"/>
        <source>The raster to ask</source>
        <translation>El ráster al que se pregunta</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/rectangle_picker.py"/>
        <source>Nothing drawn yet</source>
        <translation>Nada dibujado todavía</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/rectangle_picker.py"/>
        <source>Draw on map</source>
        <translation>Dibujar en el mapa</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/rectangle_picker.py"/>
        <source>Draw again</source>
        <translation>Dibujar de nuevo</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>The model that answers</source>
        <translation>El modelo que responde</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>The raster's own</source>
        <translation>El del ráster</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>Coarser pixels are quicker and see larger things; nothing is resampled unasked</source>
        <translation>Los píxeles mayores son más rápidos y muestran cosas más grandes; nada se remuestrea sin pedirlo</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>Save in the project's CRS; else the areas are in the CRS of the raster</source>
        <translation>Guardar en el SRC del proyecto; si no, las áreas están en el SRC del ráster</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>&amp;Raster</source>
        <translation>&amp;Ráster</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>&amp;Bands</source>
        <translation>&amp;Bandas</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>&amp;Search in</source>
        <translation>Bu&amp;scar en</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>&amp;Question</source>
        <translation>&amp;Pregunta</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>&amp;Model</source>
        <translation>&amp;Modelo</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>Pi&amp;xel size</source>
        <translation>Tamaño de pí&amp;xel</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>Save to</source>
        <translation>Guardar en</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>Reproject</source>
        <translation>Reproyectar</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>the project's CRS</source>
        <translation>el SRC del proyecto</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>to {crs}</source>
        <translation>a {crs}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>There is no folder to save the result in.</source>
        <translation>No hay ninguna carpeta donde guardar el resultado.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>Save the project first.</source>
        <translation>Guarde antes el proyecto.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>{gsd} m, for a web map</source>
        <translation>{gsd} m, para un mapa web</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/result_panel.py"/>
        <source>A lower threshold, or a smaller minimum area, may find something.</source>
        <translation>Un umbral más bajo o un área mínima menor quizá encuentre algo.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/result_panel.py"/>
        <source>A lower threshold may find something.</source>
        <translation>Un umbral más bajo quizá encuentre algo.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/result_panel.py"/>
        <source>Lower the threshold to {value}</source>
        <translation>Bajar el umbral a {value}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>&amp;Keep</source>
        <translation>Co&amp;nservar</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>This area is right (K)</source>
        <translation>Esta área es correcta (K)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>&amp;Reject</source>
        <translation>Recha&amp;zar</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>This area is wrong (R)</source>
        <translation>Esta área es incorrecta (R)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>Previous (P)</source>
        <translation>Anterior (P)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>Next (N)</source>
        <translation>Siguiente (N)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>Which areas the map shows; nothing is removed</source>
        <translation>Qué áreas muestra el mapa; no se elimina nada</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>Show all</source>
        <translation>Mostrar todas</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>Show those not reviewed</source>
        <translation>Mostrar las no revisadas</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>Show those kept</source>
        <translation>Mostrar las conservadas</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>Write the review into the file</source>
        <translation>Escribir la revisión en el archivo</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>Export for training…</source>
        <translation>Exportar para entrenamiento…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>Write the raster's pixels, the kept areas and the question as training data</source>
        <translation>Escribir los píxeles del ráster, las áreas conservadas y la pregunta como datos de entrenamiento</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>This area cannot be shown in the map's CRS: {reason}</source>
        <translation>No se puede mostrar esta área en el SRC del mapa: {reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>{reviewed} of {total} reviewed</source>
        <translation>{reviewed} de {total} revisadas</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>{kept} kept, {rejected} rejected</source>
        <translation>{kept} conservadas, {rejected} rechazadas</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>This area has been deleted.</source>
        <translation>Esta área se ha eliminado.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>kept</source>
        <translation>conservada</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>rejected</source>
        <translation>rechazada</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>not reviewed</source>
        <translation>sin revisar</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>Area {number}: {area}, score {score}, {decision}</source>
        <translation>Área {number}: {area}, puntuación {score}, {decision}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/run_bar.py"/>
        <source>Ru&amp;n</source>
        <translation>Ejec&amp;utar</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/run_bar.py"/>
        <source>Ask the raster (Ctrl+Return)</source>
        <translation>Preguntar al ráster (Ctrl+Return)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/run_bar.py"/>
        <source>Tr&amp;y one tile here</source>
        <translation>Probar una &amp;tesela aquí</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/run_bar.py"/>
        <source>A quick look at the middle of the map, as a temporary layer</source>
        <translation>Un vistazo rápido al centro del mapa, como capa temporal</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/run_bar.py"/>
        <source>&amp;Cancel</source>
        <translation>&amp;Cancelar</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/run_bar.py"/>
        <source>End the run (Esc)</source>
        <translation>Terminar la ejecución (Esc)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/sample_export.py"/>
        <source>Folder for training data</source>
        <translation>Carpeta para los datos de entrenamiento</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/sample_export.py"/>
        <source>Writing training data…</source>
        <translation>Escribiendo los datos de entrenamiento…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/sample_export.py"/>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_dialog.py"/>
        <source>SegEarth: set up the engine</source>
        <translation>SegEarth: preparar el motor</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_hint.py"/>
        <source>Show the set-up…</source>
        <translation>Mostrar la preparación…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_hint.py"/>
        <source>Setting up the engine: {title}</source>
        <translation>Preparando el motor: {title}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Stop here; what is done is kept</source>
        <translation>Detener aquí; lo terminado se conserva</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Make it anew</source>
        <translation>Crear de nuevo</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Remove the environment and install everything again</source>
        <translation>Eliminar el entorno e instalar todo de nuevo</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Remove older engines</source>
        <translation>Eliminar motores antiguos</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Advanced</source>
        <translation>Avanzado</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Found by itself</source>
        <translation>Se busca automáticamente</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>A folder of wheels, or the address of an index</source>
        <translation>Una carpeta de wheels o la dirección de un índice</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Engine's &amp;folder</source>
        <translation>Carpe&amp;ta del motor</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>&amp;Python</source>
        <translation>&amp;Python</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>&amp;More packages from</source>
        <translation>&amp;Más paquetes desde</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Log</source>
        <translation>Registro</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>One of this version is on this computer already.</source>
        <translation>Ya hay un motor de esta versión en este equipo.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Some minutes, about 2 GB. Nothing goes into QGIS's own Python, and no account is needed.</source>
        <translation>Unos minutos, aprox. 2 GB. Nada entra en el Python de QGIS y no hace falta ninguna cuenta.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Try and use it</source>
        <translation>Probar y usar</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Check and use it</source>
        <translation>Comprobar y usar</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Continue</source>
        <translation>Continuar</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Repair</source>
        <translation>Reparar</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Update</source>
        <translation>Actualizar</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Install</source>
        <translation>Instalar</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Step {number} of {total}: {title}</source>
        <translation>Paso {number} de {total}: {title}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>{count} MB fetched</source>
        <translation>{count} MB descargados</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>{done} of {total} packages</source>
        <translation>{done} de {total} paquetes</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>unpacking</source>
        <translation>desempaquetando</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Cancelled. What is done is kept; press Continue to go on.</source>
        <translation>Cancelado. Lo terminado se conserva; pulse «Continuar» para seguir.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_ways.py"/>
        <source>PyTorch for the processor alone, or with CUDA for an NVIDIA card (much larger)</source>
        <translation>PyTorch solo para el procesador o con CUDA para una tarjeta NVIDIA (mucho mayor)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_ways.py"/>
        <source>For the processor (about 2 GB)</source>
        <translation>Para el procesador (aprox. 2 GB)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_ways.py"/>
        <source>For an NVIDIA card (about 8 GB)</source>
        <translation>Para una tarjeta NVIDIA (aprox. 8 GB)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_ways.py"/>
        <source>The folder that make bundle wrote</source>
        <translation>La carpeta que creó «make bundle»</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_ways.py"/>
        <source>A folder with segearth installed</source>
        <translation>Una carpeta con segearth instalado</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_ways.py"/>
        <source>&amp;Install it on this computer (recommended)</source>
        <translation>&amp;Instalarlo en este equipo (recomendado)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_ways.py"/>
        <source>Install it from an &amp;offline bundle</source>
        <translation>Instalarlo desde un paquete &amp;sin conexión</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_ways.py"/>
        <source>&amp;Use an environment that is there</source>
        <translation>&amp;Usar un entorno existente</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_ways.py"/>
        <source>Use a &amp;command, for example on another computer</source>
        <translation>Usar un &amp;comando, por ejemplo en otro equipo</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_ways.py"/>
        <source>Automatic: for the {card}</source>
        <translation>Automático: para la tarjeta {card}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_ways.py"/>
        <source>Automatic: for the processor, as no NVIDIA card was found</source>
        <translation>Automático: para el procesador, pues no se encontró ninguna tarjeta NVIDIA</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_ways.py"/>
        <source>Automatic</source>
        <translation>Automático</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/shaping_panel.py"/>
        <source>Any</source>
        <translation>Cualquiera</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/shaping_panel.py"/>
        <source>Smaller areas are left out</source>
        <translation>Las áreas menores se omiten</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/shaping_panel.py"/>
        <source>Off</source>
        <translation>Desactivado</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/shaping_panel.py"/>
        <source>Corners that span less than the square of so many metres go; off: along the pixels</source>
        <translation>Se quitan las esquinas que abarcan menos que el cuadrado de esos metros; desactivado: siguiendo los píxeles</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/shaping_panel.py"/>
        <source>Right an&amp;gles</source>
        <translation>Án&amp;gulos rectos</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/shaping_panel.py"/>
        <source>Outlines that are nearly rectangular become so: for buildings</source>
        <translation>Los contornos casi rectangulares pasan a serlo: para edificios</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/shaping_panel.py"/>
        <source>&amp;Threshold</source>
        <translation>Umbra&amp;l</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/shaping_panel.py"/>
        <source>Minimum &amp;area</source>
        <translation>Áre&amp;a mínima</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/shaping_panel.py"/>
        <source>Simpli&amp;fy</source>
        <translation>Simpli&amp;ficar</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/shaping_panel.py"/>
        <source>Changes show at once in “{name}”.</source>
        <translation>Los cambios se muestran al momento en «{name}».</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/shaping_panel.py"/>
        <source>For the next run; later they change its result at once.</source>
        <translation>Para la próxima ejecución; después cambian su resultado al momento.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/threshold_row.py"/>
        <source>How sure the model must be: lower finds more, higher finds less but surer</source>
        <translation>Lo seguro que debe estar el modelo: más bajo encuentra más; más alto encuentra menos, pero más seguro</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/threshold_row.py"/>
        <source>Threshold</source>
        <translation>Umbral</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/plugin.py"/>
        <source>SegEarth: ask a raster</source>
        <translation>SegEarth: preguntar a un ráster</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/plugin.py"/>
        <source>Ask a raster a question in words (SegEarth)</source>
        <translation>Hacer una pregunta con palabras a un ráster (SegEarth)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/destinations.py"/>
        <source>The folder {folder} does not exist.</source>
        <translation>La carpeta {folder} no existe.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/destinations.py"/>
        <source>Nothing can be written to {folder}.</source>
        <translation>No se puede escribir en {folder}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/engine_info.py"/>
        <source>About the engine</source>
        <translation>Acerca del motor</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/engine_info.py"/>
        <source>Starts the engine and tells its versions, devices and models.</source>
        <translation>Inicia el motor e indica sus versiones, dispositivos y modelos.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/engine_info.py"/>
        <source>Starts the engine that is set in Settings &gt; Options &gt; SegEarth and tells its version, the devices that it can compute on, and the models that it has. The names of models are the values of “Model” in the other algorithms.</source>
        <translation>Inicia el motor establecido en Configuración &gt; Opciones &gt; SegEarth e indica su versión, los dispositivos en los que puede calcular y los modelos que tiene. Los nombres de los modelos son los valores de «Modelo» en los demás algoritmos.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/engine_info.py"/>
        <source>Version of the engine</source>
        <translation>Versión del motor</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/engine_info.py"/>
        <source>Version of the protocol</source>
        <translation>Versión del protocolo</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/engine_info.py"/>
        <source>Version of Python</source>
        <translation>Versión de Python</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/engine_info.py"/>
        <source>Version of PyTorch</source>
        <translation>Versión de PyTorch</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/engine_info.py"/>
        <source>Devices</source>
        <translation>Dispositivos</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/engine_info.py"/>
        <source>Default model</source>
        <translation>Modelo predeterminado</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/engine_info.py"/>
        <source>Models</source>
        <translation>Modelos</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/fetched_raster.py"/>
        <source>Fetching “{name}”</source>
        <translation>Descargando «{name}»</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/folder_run.py"/>
        <source>{number} of {total}: {raster}</source>
        <translation>{number} de {total}: {raster}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/folder_run.py"/>
        <source>{sentence} It is started again.</source>
        <translation>{sentence} Se inicia de nuevo.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/folder_run.py"/>
        <source>It is done already; its result is kept.</source>
        <translation>Ya está hecho; su resultado se conserva.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/folder_run.py"/>
        <source>It is asked anew: {reason}</source>
        <translation>Se pregunta de nuevo: {reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/mask_file.py"/>
        <source>The polygons to search in have no CRS, so nobody knows where they lie.</source>
        <translation>Los polígonos en los que buscar no tienen SRC, así que no se sabe dónde están.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/mask_file.py"/>
        <source>The polygons to search in cannot be written: {reason}</source>
        <translation>No se pueden escribir los polígonos en los que buscar: {reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/mask_file.py"/>
        <source>There is no polygon to search in.</source>
        <translation>No hay ningún polígono en el que buscar.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/provider.py"/>
        <source>SegEarth (questions to rasters)</source>
        <translation>SegEarth (preguntas a rásteres)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>Question (one per line)</source>
        <translation>Pregunta (una por línea)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>Model (a name or a folder)</source>
        <translation>Modelo (un nombre o una carpeta)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>Minimum area [m²]</source>
        <translation>Área mínima [m²]</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>Smallest hole [m²]</source>
        <translation>Hueco mínimo [m²]</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>Simplify outlines by [m] (0: they follow the pixels)</source>
        <translation>Simplificar contornos en [m] (0: siguen los píxeles)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>Right angles where outlines are nearly so</source>
        <translation>Ángulos rectos donde los contornos casi lo son</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>Work at this pixel size [m] (empty: the raster's own)</source>
        <translation>Trabajar con este tamaño de píxel [m] (vacío: el del ráster)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>Surroundings to look at [m] (0: a tile alone)</source>
        <translation>Entorno que se observa [m] (0: solo la tesela)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>CRS of the areas (empty: the raster's)</source>
        <translation>SRC de las áreas (vacío: el del ráster)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>Device (auto, cpu, cuda, cuda:1, mps)</source>
        <translation>Dispositivo (auto, cpu, cuda, cuda:1, mps)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>Also answer in words, where the model can</source>
        <translation>Responder también con palabras, si el modelo puede</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>A size in a question is the minimum area</source>
        <translation>Un tamaño en la pregunta es el área mínima</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>There is no question yet. Type one, for example: Where is open water?</source>
        <translation>Todavía no hay ninguna pregunta. Escriba una, por ejemplo: Where is open water?</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>There are {count} questions; a run takes up to {most}.</source>
        <translation>Hay {count} preguntas; una ejecución admite hasta {most}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>The pixel size must be above 0 m, or empty.</source>
        <translation>El tamaño de píxel debe ser mayor que 0 m o estar vacío.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>“{phrase}” is not asked but taken as the minimum area: {area}.</source>
        <translation>«{phrase}» no se pregunta, sino que se toma como área mínima: {area}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Segment by question</source>
        <translation>Segmentar por pregunta</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>segmentation</source>
        <translation>segmentación</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>deep learning</source>
        <translation>aprendizaje profundo</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>detect</source>
        <translation>detectar</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>language</source>
        <translation>lenguaje</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>vectorize</source>
        <translation>vectorizar</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Ask a raster a question in words; get the polygons that answer it.</source>
        <translation>Hacer una pregunta con palabras a un ráster y obtener los polígonos que la responden.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Asks a raster of any size a question, such as “Where is open water?”, and draws the areas that answer it, with score, area and perimeter. Several questions, one per line, share one layer.

Extent and mask say where to search; the result does not depend on them otherwise. A higher threshold finds less, but surer. Nothing found is a result: an empty layer and the area that was searched.

A raster that is no file, such as a web map, is fetched first, with at most 100 million pixels.

The model runs in the engine that is set in Settings &gt; Options &gt; SegEarth, on this machine or another. Keep the run's folder to draw the areas anew with another threshold without the model.</source>
        <translation>Hace una pregunta, como «Where is open water?», a un ráster de cualquier tamaño y dibuja las áreas que la responden, con puntuación, área y perímetro. Varias preguntas, una por línea, comparten una capa.

La extensión y la máscara indican dónde buscar; por lo demás, el resultado no depende de ellas. Un umbral más alto encuentra menos, pero más seguro. No encontrar nada también es un resultado: una capa vacía y la superficie en la que se buscó.

Un ráster que no es un archivo, como un mapa web, se descarga primero, con un máximo de 100 millones de píxeles.

El modelo se ejecuta en el motor establecido en Configuración &gt; Opciones &gt; SegEarth, en este equipo o en otro. Conserve la carpeta de la ejecución para dibujar las áreas de nuevo con otro umbral sin el modelo.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Raster</source>
        <translation>Ráster</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Search in this extent</source>
        <translation>Buscar en esta extensión</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Search inside these polygons</source>
        <translation>Buscar dentro de estos polígonos</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Band for red</source>
        <translation>Banda para el rojo</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Band for green</source>
        <translation>Banda para el verde</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Band for blue</source>
        <translation>Banda para el azul</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Keep the run in this folder</source>
        <translation>Conservar la ejecución en esta carpeta</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Number of areas</source>
        <translation>Número de áreas</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Area of the answers [m²]</source>
        <translation>Superficie de las respuestas [m²]</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Area searched [m²]</source>
        <translation>Superficie buscada [m²]</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Answer in words</source>
        <translation>Respuesta con palabras</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Choose all three bands, or none of them.</source>
        <translation>Elija las tres bandas o ninguna.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>The probability raster is of one question: ask one, or leave the raster out.</source>
        <translation>El ráster de probabilidad es de una sola pregunta: haga una o prescinda del ráster.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>Segment a folder by question</source>
        <translation>Segmentar una carpeta por pregunta</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>batch</source>
        <translation>lotes</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>Ask every raster of a folder the same questions.</source>
        <translation>Hacer las mismas preguntas a cada ráster de una carpeta.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>Asks every raster of a folder the same questions. Each raster gets a GeoPackage in the results' folder; the summary is a table with a line per raster and question: done or failed, areas, and what went wrong. All areas can also be put into one layer.

A raster that cannot be read stops nothing. Run it again with the same folder to go on after a cancel or a crash: what is done is kept, and what was begun goes on where it stopped.</source>
        <translation>Hace las mismas preguntas a cada ráster de una carpeta. Cada ráster recibe un GeoPackage en la carpeta de resultados; el resumen es una tabla con una línea por ráster y pregunta: hecho o fallido, áreas y qué salió mal. Todas las áreas se pueden reunir también en una sola capa.

Un ráster que no se puede leer no detiene nada. Vuelva a ejecutar con la misma carpeta para continuar tras una cancelación o un fallo: lo terminado se conserva y lo empezado continúa donde se detuvo.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>Folder of rasters</source>
        <translation>Carpeta de rásteres</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>Folders in it, too</source>
        <translation>Incluir subcarpetas</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>Names of the files</source>
        <translation>Nombres de los archivos</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>Folder of the results</source>
        <translation>Carpeta de resultados</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>Summary</source>
        <translation>Resumen</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>Answers of all rasters</source>
        <translation>Respuestas de todos los rásteres</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>Rasters done</source>
        <translation>Rásteres terminados</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>Rasters that failed</source>
        <translation>Rásteres fallidos</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>There is no raster in {folder}.</source>
        <translation>No hay ningún ráster en {folder}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>It was cancelled. The same folder of results goes on with it.</source>
        <translation>Se canceló. Con la misma carpeta de resultados se continúa.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>{path} cannot be read or written: {reason}.</source>
        <translation>No se puede leer o escribir {path}: {reason}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>No raster could be searched: the summary tells why.</source>
        <translation>No se pudo buscar en ningún ráster: el resumen indica por qué.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>The summary cannot be written: {reason}</source>
        <translation>No se puede escribir el resumen: {reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/sinks.py"/>
        <source>The areas cannot be written: {reason}</source>
        <translation>No se pueden escribir las áreas: {reason}</translation>
    </message>
</context>
</TS>
