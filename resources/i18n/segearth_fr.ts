<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
<context>
    <name>SegEarth</name>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>Plugin</source>
        <translation>Extension</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>Python of QGIS</source>
        <translation>Python de QGIS</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>System</source>
        <translation>Système</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>Language</source>
        <translation>Langue</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>used</source>
        <translation>utilisé</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>not used</source>
        <translation>non utilisé</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>Engine command</source>
        <translation>Commande du moteur</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>none</source>
        <translation>aucune</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>version {version}</source>
        <translation>version {version}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>Running engine</source>
        <translation>Moteur en marche</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>The engine's command does not end in “serve”, so nobody knows how to ask it for a report.</source>
        <translation>La commande du moteur ne se termine pas par « serve » : impossible de savoir comment lui demander un rapport.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>The engine's report cannot be read: {reason}</source>
        <translation>Le rapport du moteur est illisible : {reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>Engine</source>
        <translation>Moteur</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/errors.py"/>
        <source>The run was cancelled. No result was saved.</source>
        <translation>L'exécution a été annulée. Aucun résultat n'a été enregistré.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/examples.py"/>
        <source>Disaster and safety</source>
        <translation>Catastrophes et sécurité</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/examples.py"/>
        <source>Town and buildings</source>
        <translation>Ville et bâtiments</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/examples.py"/>
        <source>Farming</source>
        <translation>Agriculture</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/examples.py"/>
        <source>Water</source>
        <translation>Eau</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/examples.py"/>
        <source>Transport</source>
        <translation>Transports</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/examples.py"/>
        <source>Nature</source>
        <translation>Nature</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/examples.py"/>
        <source>Energy</source>
        <translation>Énergie</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/export_plan.py"/>
        <source>“{name}” has no CRS, so nobody knows where it lies.</source>
        <translation>« {name} » n'a pas de SCR : impossible de savoir où elle se trouve.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/export_plan.py"/>
        <source>Set it: right-click the layer, then Layer CRS &gt; Set Layer CRS.</source>
        <translation>Définissez-le : clic droit sur la couche, puis SCR de la couche &gt; Définir le SCR de la couche.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/export_plan.py"/>
        <source>The area cannot be placed on the raster.</source>
        <translation>La zone ne peut pas être située sur le raster.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/export_plan.py"/>
        <source>Choose an area on the raster.</source>
        <translation>Choisissez une zone sur le raster.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/export_plan.py"/>
        <source>The area does not touch “{name}”.</source>
        <translation>La zone ne touche pas « {name} ».</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/export_plan.py"/>
        <source>Zoom to the layer, or choose another area.</source>
        <translation>Zoomez sur la couche ou choisissez une autre zone.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/export_plan.py"/>
        <source>The area cannot be placed on the ground.</source>
        <translation>La zone ne peut pas être située sur le terrain.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/export_plan.py"/>
        <source>Choose a smaller area.</source>
        <translation>Choisissez une zone plus petite.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/export_plan.py"/>
        <source>The area is too large to fetch “{name}” from its service.</source>
        <translation>La zone est trop grande pour récupérer « {name} » depuis son service.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/export_plan.py"/>
        <source>“{name}” would have to be fetched with {pixels} million pixels; at most {most} million are.</source>
        <translation>Il faudrait récupérer « {name} » avec {pixels} millions de pixels ; le maximum est de {most} millions.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/export_plan.py"/>
        <source>Choose a smaller area, or pixels of {gsd} m or coarser.</source>
        <translation>Choisissez une zone plus petite, ou des pixels de {gsd} m ou plus grossiers.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/history.py"/>
        <source>The history in this project cannot be read: {reason}</source>
        <translation>L'historique de ce projet est illisible : {reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/kept_work.py"/>
        <source>Nothing can be written to {folder}: {reason}.</source>
        <translation>Impossible d'écrire dans {folder} : {reason}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/kept_work.py"/>
        <source>Save the project in a folder that you can write to.</source>
        <translation>Enregistrez le projet dans un dossier où vous pouvez écrire.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/kept_work.py"/>
        <source>{folder} cannot be removed: {reason}</source>
        <translation>Impossible de supprimer {folder} : {reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Engine settings…</source>
        <translation>Paramètres du moteur…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Diagnose…</source>
        <translation>Diagnostiquer…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Show the log</source>
        <translation>Afficher le journal</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Choose the area</source>
        <translation>Choisir la zone</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Choose a model</source>
        <translation>Choisir un modèle</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Choose coarser pixels</source>
        <translation>Choisir des pixels plus grossiers</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Resume</source>
        <translation>Reprendre</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Run again</source>
        <translation>Exécuter à nouveau</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Save the project…</source>
        <translation>Enregistrer le projet…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Correct what the sentence names and run it again.</source>
        <translation>Corrigez ce que la phrase indique et exécutez à nouveau.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Type a question, for example: Where is open water?</source>
        <translation>Saisissez une question en anglais, par exemple : Where is open water?</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Ask in one or two sentences.</source>
        <translation>Posez la question en une ou deux phrases.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Ask in English, or choose a model that knows your language.</source>
        <translation>Posez la question en anglais, ou choisissez un modèle qui connaît votre langue.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Check the layer's source: the file has moved, or the engine's machine cannot see it.</source>
        <translation>Vérifiez la source de la couche : le fichier a été déplacé, ou la machine du moteur ne le voit pas.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Export the layer as a new GeoTIFF and ask that.</source>
        <translation>Exportez la couche vers un nouveau GeoTIFF et interrogez celui-ci.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Assign the file its CRS and position first (Raster menu: Georeferencer or Assign Projection).</source>
        <translation>Attribuez d'abord au fichier son SCR et sa position (menu Raster : Géoréférenceur ou Assigner une projection).</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Choose an area on the raster: zoom to the layer, or search the whole layer.</source>
        <translation>Choisissez une zone sur le raster : zoomez sur la couche, ou cherchez dans toute la couche.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Choose an area where the raster has valid pixels.</source>
        <translation>Choisissez une zone où le raster a des pixels valides.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Choose a smaller area, or coarser pixels.</source>
        <translation>Choisissez une zone plus petite ou des pixels plus grossiers.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Choose another model.</source>
        <translation>Choisissez un autre modèle.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Choose another model, or fetch this one again.</source>
        <translation>Choisissez un autre modèle, ou récupérez celui-ci à nouveau.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Leave the device at automatic; the diagnosis tells which devices the engine finds.</source>
        <translation>Laissez le périphérique sur automatique ; le diagnostic indique les périphériques que le moteur trouve.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Check the connection and start the download again: it goes on where it stopped.</source>
        <translation>Vérifiez la connexion et relancez le téléchargement : il reprend là où il s'est arrêté.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Check that the endpoint is up and run it again.</source>
        <translation>Vérifiez que le point d'accès fonctionne et exécutez à nouveau.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Free some space and resume: the tiles that are done are kept.</source>
        <translation>Libérez de l'espace et reprenez : les tuiles terminées sont conservées.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Close other programs and resume, or choose a smaller model or coarser pixels.</source>
        <translation>Fermez d'autres programmes et reprenez, ou choisissez un modèle plus petit ou des pixels plus grossiers.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Resume it when you like: the tiles that are done are kept.</source>
        <translation>Reprenez quand vous voulez : les tuiles terminées sont conservées.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>The diagnosis makes a report for the developers; the log has the details.</source>
        <translation>Le diagnostic produit un rapport pour les développeurs ; le journal contient les détails.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Update the plugin and the engine to the same version.</source>
        <translation>Mettez l'extension et le moteur à la même version.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>The log has the details.</source>
        <translation>Le journal contient les détails.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Fill in what is missing and run it again.</source>
        <translation>Complétez ce qui manque et exécutez à nouveau.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Check the connection and the free space on the disk, and run it again.</source>
        <translation>Vérifiez la connexion et l'espace disque libre, et exécutez à nouveau.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Engine and plugin may be of different versions.</source>
        <translation>Le moteur et l'extension sont peut-être de versions différentes.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Check the engine's command in its settings.</source>
        <translation>Vérifiez la commande du moteur dans ses paramètres.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Set it up (Raster &gt; SegEarth &gt; Set up the engine…).</source>
        <translation>Installez-le (Raster &gt; SegEarth &gt; Installer le moteur…).</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Correct the command in the engine settings.</source>
        <translation>Corrigez la commande dans les paramètres du moteur.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Check its command in the engine settings.</source>
        <translation>Vérifiez sa commande dans les paramètres du moteur.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Check its command in the engine settings, and the Message Log under the tab SegEarth.</source>
        <translation>Vérifiez sa commande dans les paramètres du moteur, et le journal des messages sous l'onglet SegEarth.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Update the older of the two.</source>
        <translation>Mettez à jour le plus ancien des deux.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Resume it: the tiles that are done are kept. The log has the details.</source>
        <translation>Reprenez l'exécution : les tuiles terminées sont conservées. Le journal contient les détails.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Close other programs, or choose a smaller model, and resume: the tiles that are done are kept.</source>
        <translation>Fermez d'autres programmes, ou choisissez un modèle plus petit, et reprenez : les tuiles terminées sont conservées.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Resume it. If it happens again, choose a smaller area or a smaller model.</source>
        <translation>Reprenez l'exécution. Si cela se reproduit, choisissez une zone plus petite ou un modèle plus petit.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Run it again: the engine starts by itself.</source>
        <translation>Exécutez à nouveau : le moteur démarre de lui-même.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Install Python 3.10 or newer, then set up again.</source>
        <translation>Installez Python 3.10 ou plus récent, puis relancez l'installation.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Free some space, or choose a folder on another disk.</source>
        <translation>Libérez de l'espace, ou choisissez un dossier sur un autre disque.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Check the connection and the proxy in QGIS's options, then set up again.</source>
        <translation>Vérifiez la connexion et le proxy dans les options de QGIS, puis relancez l'installation.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Use an offline bundle, or an engine on another computer.</source>
        <translation>Utilisez un kit hors ligne, ou un moteur sur un autre ordinateur.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Set up again: the file is fetched anew.</source>
        <translation>Relancez l'installation : le fichier est récupéré à nouveau.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Choose the folder that was made for this kind of computer.</source>
        <translation>Choisissez le dossier préparé pour ce type d'ordinateur.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Wait until the other QGIS has ended its set-up.</source>
        <translation>Attendez que l'autre QGIS ait terminé son installation.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Set up again; if it fails again, the log of the set-up says why.</source>
        <translation>Relancez l'installation ; si elle échoue encore, son journal indique pourquoi.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Choose another program or environment, or let the plugin make one.</source>
        <translation>Choisissez un autre programme ou un autre environnement, ou laissez l'extension en créer un.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/one_tile.py"/>
        <source>The middle of the map is not on “{name}”.</source>
        <translation>Le centre de la carte n'est pas sur « {name} ».</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/one_tile.py"/>
        <source>Move the map so that the place to try is in its middle.</source>
        <translation>Déplacez la carte pour que l'endroit à essayer soit en son centre.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/plan.py"/>
        <source>The engine's plan cannot be read: {reason}</source>
        <translation>Le plan du moteur est illisible : {reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/plan.py"/>
        <source>1 tile</source>
        <translation>1 tuile</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/plan.py"/>
        <source>{count} tiles</source>
        <translation>{count} tuiles</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/plan.py"/>
        <source>about {time}</source>
        <translation>environ {time}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/plan.py"/>
        <source>{size} on disk</source>
        <translation>{size} sur le disque</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/plan.py"/>
        <source>{count} pixels of {gsd}</source>
        <translation>pixels de {gsd} : {count}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/plan.py"/>
        <source>This run takes about {time} and up to {size} on disk.</source>
        <translation>Cette exécution prend environ {time} et jusqu'à {size} sur le disque.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/plan.py"/>
        <source>{count} million</source>
        <translation>{count} M</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/plan.py"/>
        <source>{count} billion</source>
        <translation>{count} Md</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/preview_layers.py"/>
        <source>{question} (so far)</source>
        <translation>{question} (jusqu'ici)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>Model: {licence}</source>
        <translation>Modèle : {licence}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>Question: {question}</source>
        <translation>Question : {question}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>Raster: {raster}</source>
        <translation>Raster : {raster}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>Model: {model} ({fingerprint})</source>
        <translation>Modèle : {model} ({fingerprint})</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>Threshold: {threshold}</source>
        <translation>Seuil : {threshold}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>Searched: {area}</source>
        <translation>Zone parcourue : {area}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>{date}: asked with SegEarth {engine} (run {run})</source>
        <translation>{date} : interrogé avec SegEarth {engine} (exécution {run})</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>{tiles} tiles at {gsd} m a pixel</source>
        <translation>{tiles} tuiles à {gsd} m par pixel</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>smallest area {value} m²</source>
        <translation>surface minimale {value} m²</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>smallest hole {value} m²</source>
        <translation>trou minimal {value} m²</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>outlines simplified by {value} m</source>
        <translation>contours simplifiés de {value} m</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>in {value}</source>
        <translation>en {value}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>inside the polygons of {value}</source>
        <translation>dans les polygones de {value}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>right angles</source>
        <translation>angles droits</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/quick_look.py"/>
        <source>One tile: {question}</source>
        <translation>Une tuile : {question}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_bands.py"/>
        <source>Values from the 2nd to the 98th percentile of the raster become dark to bright.</source>
        <translation>Les valeurs du 2e au 98e centile du raster vont du sombre au clair.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_bands.py"/>
        <source>8-bit values are taken as they are.</source>
        <translation>Les valeurs sur 8 bits sont prises telles quelles.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_export.py"/>
        <source>Choose a folder that you can write to; in the dock it is that of the project.</source>
        <translation>Choisissez un dossier où vous pouvez écrire ; dans le panneau, c'est celui du projet.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_export.py"/>
        <source>Fetching the raster may take {needed} MB; {folder} has {free} MB free.</source>
        <translation>Récupérer le raster peut prendre {needed} Mo ; {folder} a {free} Mo libres.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_export.py"/>
        <source>Free some space, choose a smaller area, or a folder on another disk.</source>
        <translation>Libérez de la place, choisissez une zone plus petite ou un dossier sur un autre disque.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_export.py"/>
        <source>“{name}” could not be fetched: {reason}.</source>
        <translation>« {name} » n'a pas pu être récupéré : {reason}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_export.py"/>
        <source>its pixels cannot be read</source>
        <translation>ses pixels sont illisibles</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_export.py"/>
        <source>it cannot be reprojected</source>
        <translation>il ne peut pas être reprojeté</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_export.py"/>
        <source>the file cannot be written ({code})</source>
        <translation>le fichier ne peut pas être écrit ({code})</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_export.py"/>
        <source>its service has no picture of this place at this scale</source>
        <translation>son service n'a pas d'image de ce lieu à cette échelle</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_export.py"/>
        <source>SegEarth: fetching “{name}”</source>
        <translation>SegEarth : récupération de « {name} »</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_export.py"/>
        <source>unknown</source>
        <translation>inconnu</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_source.py"/>
        <source>There is no raster to ask.</source>
        <translation>Il n'y a pas de raster à interroger.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_source.py"/>
        <source>Add a raster layer to the project.</source>
        <translation>Ajoutez une couche raster au projet.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_source.py"/>
        <source>“{name}” is not a file but comes from a service or a database.</source>
        <translation>« {name} » n'est pas un fichier mais provient d'un service ou d'une base de données.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_source.py"/>
        <source>“{name}” is a part of a larger file, which the engine cannot open yet.</source>
        <translation>« {name} » fait partie d'un fichier plus grand, que le moteur ne sait pas encore ouvrir.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_source.py"/>
        <source>The file of “{name}” is no longer at {path}.</source>
        <translation>Le fichier de « {name} » n'est plus à l'emplacement {path}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_source.py"/>
        <source>Repair the layer's source, or add the raster again.</source>
        <translation>Réparez la source de la couche, ou ajoutez à nouveau le raster.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_source.py"/>
        <source>“{name}” has a format that the engine cannot read.</source>
        <translation>« {name} » est dans un format que le moteur ne sait pas lire.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_source.py"/>
        <source>“{name}” cannot be read: its source does not answer.</source>
        <translation>« {name} » est illisible : sa source ne répond pas.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_source.py"/>
        <source>Check the connection, then repair the layer's source or add it again.</source>
        <translation>Vérifiez la connexion, puis réparez la source de la couche ou ajoutez-la à nouveau.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_source.py"/>
        <source>“{name}” is shown in {shown}, but its file says {in_file}.</source>
        <translation>« {name} » est affiché en {shown}, mais son fichier indique {in_file}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_source.py"/>
        <source>“{name}” has its CRS from QGIS alone: its file has none.</source>
        <translation>Le SCR de « {name} » vient de QGIS seul : son fichier n'en a pas.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/replies.py"/>
        <source>{count} of its pictures did not come ({reason})</source>
        <translation>{count} de ses images ne sont pas arrivées ({reason})</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/replies.py"/>
        <source>QGIS was too busy to tell whether all of it came</source>
        <translation>QGIS était trop occupé pour dire si tout est arrivé</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/replies.py"/>
        <source>no answer in time</source>
        <translation>pas de réponse à temps</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/result_file.py"/>
        <source>The result {path} cannot be opened.</source>
        <translation>Le résultat {path} ne peut pas être ouvert.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/result_file.py"/>
        <source>Was it moved? If the engine runs on another machine, its folder must be visible here.</source>
        <translation>A-t-il été déplacé ? Si le moteur fonctionne sur une autre machine, son dossier doit être visible ici.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/result_layers.py"/>
        <source>Answers</source>
        <translation>Réponses</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/result_layers.py"/>
        <source>Coverage</source>
        <translation>Couverture</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/result_layers.py"/>
        <source>Probability</source>
        <translation>Probabilité</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/result_layers.py"/>
        <source>Probability: {question}</source>
        <translation>Probabilité : {question}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/review.py"/>
        <source>“{name}” holds no answers of SegEarth.</source>
        <translation>« {name} » ne contient pas de réponses de SegEarth.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/review.py"/>
        <source>Choose the layer Answers of a run.</source>
        <translation>Choisissez la couche Réponses d'une exécution.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/review.py"/>
        <source>Keep an area</source>
        <translation>Conserver une zone</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/review.py"/>
        <source>Reject an area</source>
        <translation>Rejeter une zone</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/review.py"/>
        <source>The review cannot be saved: {reason}</source>
        <translation>La revue ne peut pas être enregistrée : {reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/review.py"/>
        <source>“{name}” cannot be changed.</source>
        <translation>« {name} » ne peut pas être modifiée.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/review.py"/>
        <source>Check that its file is not read-only and not open in another program.</source>
        <translation>Vérifiez que son fichier n'est ni en lecture seule ni ouvert dans un autre programme.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_layers.py"/>
        <source>The areas of “{name}” cannot be written: {reason}</source>
        <translation>Les zones de « {name} » ne peuvent pas être écrites : {reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_layers.py"/>
        <source>Its file may be incomplete now: free some space, and change a value again to draw them anew.</source>
        <translation>Son fichier est peut-être incomplet : libérez de l'espace, et changez à nouveau une valeur pour redessiner les zones.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_progress.py"/>
        <source>Drawing polygons</source>
        <translation>Dessin des polygones</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_progress.py"/>
        <source>Putting the answer into words</source>
        <translation>Formulation de la réponse</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_progress.py"/>
        <source>Writing the result</source>
        <translation>Écriture du résultat</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_progress.py"/>
        <source>Tile {done} of {total}</source>
        <translation>Tuile {done} sur {total}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_progress.py"/>
        <source>Reading the raster</source>
        <translation>Lecture du raster</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_progress.py"/>
        <source>{areas} found</source>
        <translation>trouvé : {areas}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_progress.py"/>
        <source>{time} left</source>
        <translation>reste {time}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_result.py"/>
        <source>{areas}, {area}</source>
        <translation>{areas}, {area}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_result.py"/>
        <source>Nothing found</source>
        <translation>Rien trouvé</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_result.py"/>
        <source>Nothing found in {searched} searched</source>
        <translation>Rien trouvé sur {searched} parcourus</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_result.py"/>
        <source>{areas}, {area}, in {searched} searched</source>
        <translation>{areas}, {area}, sur {searched} parcourus</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_result.py"/>
        <source>“{answer}”</source>
        <translation>« {answer} »</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_result.py"/>
        <source>1 tile failed and was not searched: see the coverage layer.</source>
        <translation>1 tuile a échoué et n'a pas été parcourue : voir la couche de couverture.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_result.py"/>
        <source>{count} tiles failed and were not searched: see the coverage layer.</source>
        <translation>{count} tuiles ont échoué et n'ont pas été parcourues : voir la couche de couverture.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_result.py"/>
        <source>The engine's answer cannot be read: {reason}</source>
        <translation>La réponse du moteur est illisible : {reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/sample_pixels.py"/>
        <source>The run's record is missing, so the stretch of “{name}” is not known.</source>
        <translation>L'enregistrement de l'exécution manque : l'étirement de « {name} » est inconnu.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/sample_pixels.py"/>
        <source>Keep the run's folder beside its result, or ask again.</source>
        <translation>Conservez le dossier de l'exécution à côté de son résultat, ou posez à nouveau la question.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/sample_pixels.py"/>
        <source>The raster cannot be read.</source>
        <translation>Le raster est illisible.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/sample_pixels.py"/>
        <source>Pixels of this data type cannot be exported.</source>
        <translation>Les pixels de ce type de données ne peuvent pas être exportés.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/search_area.py"/>
        <source>The area to search is empty.</source>
        <translation>La zone de recherche est vide.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/search_area.py"/>
        <source>Zoom to the raster, or draw again.</source>
        <translation>Zoomez sur le raster, ou dessinez à nouveau.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/search_area.py"/>
        <source>There is no polygon layer to search in.</source>
        <translation>Il n'y a pas de couche de polygones où chercher.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/search_area.py"/>
        <source>Add one, or choose another area.</source>
        <translation>Ajoutez-en une, ou choisissez une autre zone.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/search_area.py"/>
        <source>“{name}” has no CRS, so nobody knows where its polygons lie.</source>
        <translation>« {name} » n'a pas de SCR : impossible de savoir où se trouvent ses polygones.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/search_area.py"/>
        <source>“{name}” has no polygon to search in.</source>
        <translation>« {name} » n'a pas de polygone où chercher.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/search_area.py"/>
        <source>Draw one, select one, or choose another area.</source>
        <translation>Dessinez-en un, sélectionnez-en un, ou choisissez une autre zone.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/search_area.py"/>
        <source>The polygons of “{name}” cannot be written: {reason}</source>
        <translation>Les polygones de « {name} » ne peuvent pas être écrits : {reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/styles.py"/>
        <source>{percent} %</source>
        <translation>{percent} %</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/text.py"/>
        <source>less than 1 s</source>
        <translation>moins de 1 s</translation>
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
        <translation>1 zone</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/text.py"/>
        <source>{count} areas</source>
        <translation>{count} zones</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/training_sample.py"/>
        <source>{total} pictures written, {without} of them without the target.</source>
        <translation>{total} images écrites, dont {without} sans la cible.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/training_sample.py"/>
        <source>{count} were left out, as areas in them are not reviewed.</source>
        <translation>{count} ont été laissées de côté, car elles contiennent des zones non revues.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/training_sample.py"/>
        <source>Nothing in “{name}” is reviewed yet.</source>
        <translation>Rien n'est encore revu dans « {name} ».</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/training_sample.py"/>
        <source>Keep or reject areas first.</source>
        <translation>Conservez ou rejetez d'abord des zones.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/training_sample.py"/>
        <source>The raster of this run cannot be opened.</source>
        <translation>Le raster de cette exécution ne peut pas être ouvert.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/training_sample.py"/>
        <source>Is it still where it was?</source>
        <translation>Est-il toujours au même endroit ?</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/adjuster.py"/>
        <source>“{name}” is being edited, so its areas stay as they are.</source>
        <translation>« {name} » est en cours d'édition : ses zones restent telles quelles.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/adjuster.py"/>
        <source>Save or drop the edits first.</source>
        <translation>Enregistrez ou abandonnez d'abord les modifications.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/blocking_client.py"/>
        <source>Starting the engine: {command}</source>
        <translation>Démarrage du moteur : {command}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/blocking_client.py"/>
        <source>The engine did not end by itself and was killed.</source>
        <translation>Le moteur ne s'est pas arrêté de lui-même et a été tué.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/blocking_client.py"/>
        <source>The engine reported an error without words.</source>
        <translation>Le moteur a signalé une erreur sans explication.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/blocking_client.py"/>
        <source>The run did not end after it was cancelled; the engine is ended.</source>
        <translation>L'exécution ne s'est pas terminée après son annulation ; le moteur est arrêté.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/blocking_client.py"/>
        <source>The engine said something that is no message: {text}</source>
        <translation>Le moteur a dit quelque chose qui n'est pas un message : {text}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/client.py"/>
        <source>The engine was stopped.</source>
        <translation>Le moteur a été interrompu.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/client.py"/>
        <source>The engine was ended.</source>
        <translation>Le moteur a été arrêté.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/client.py"/>
        <source>The engine's last line was cut: {text}</source>
        <translation>La dernière ligne du moteur a été coupée : {text}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/doctor_run.py"/>
        <source>The engine made no report within {seconds} s.</source>
        <translation>Le moteur n'a pas produit de rapport en {seconds} s.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/doctor_run.py"/>
        <source>The engine's program cannot be started.</source>
        <translation>Le programme du moteur ne peut pas être démarré.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/doctor_run.py"/>
        <source>The engine gave no report: {reason}</source>
        <translation>Le moteur n'a pas donné de rapport : {reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/endings.py"/>
        <source>SegEarth has no engine to ask yet.</source>
        <translation>SegEarth n'a pas encore de moteur à interroger.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/endings.py"/>
        <source>The engine's command cannot be read: {reason}.</source>
        <translation>La commande du moteur est illisible : {reason}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/endings.py"/>
        <source>The engine cannot be started: {program} does not exist or is not a program.</source>
        <translation>Le moteur ne peut pas être démarré : {program} n'existe pas ou n'est pas un programme.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/endings.py"/>
        <source>exit code {code}</source>
        <translation>code de sortie {code}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/endings.py"/>
        <source>The engine ended before it was ready: {reason}</source>
        <translation>Le moteur s'est arrêté avant d'être prêt : {reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/endings.py"/>
        <source>The engine refused to start.</source>
        <translation>Le moteur a refusé de démarrer.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/endings.py"/>
        <source>The engine ({engine}) and this plugin ({plugin}) are of different versions.</source>
        <translation>Le moteur ({engine}) et cette extension ({plugin}) sont de versions différentes.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/endings.py"/>
        <source>The engine was ended from outside, most likely because memory ran out.</source>
        <translation>Le moteur a été arrêté de l'extérieur, très probablement par manque de mémoire.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/endings.py"/>
        <source>The engine stopped in the middle of its work.</source>
        <translation>Le moteur s'est arrêté au milieu de son travail.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/endings.py"/>
        <source>The engine did not become ready and was silent for {seconds} s.</source>
        <translation>Le moteur n'est pas devenu prêt et est resté muet pendant {seconds} s.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/endings.py"/>
        <source>The engine gave no sign of life for {seconds} s and was ended.</source>
        <translation>Le moteur n'a pas donné signe de vie pendant {seconds} s et a été arrêté.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/endings.py"/>
        <source>Set it up (Raster &gt; SegEarth &gt; Set up the engine…), or give its command in the settings, such as: {example}</source>
        <translation>Installez-le (Raster &gt; SegEarth &gt; Installer le moteur…) ou donnez sa commande dans les paramètres, par exemple : {example}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/question_run.py"/>
        <source>SegEarth: {question}</source>
        <translation>SegEarth : {question}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_bundle.py"/>
        <source>Choose the folder that make bundle wrote, with its file {name}.</source>
        <translation>Choisissez le dossier que make bundle a écrit, avec son fichier {name}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_bundle.py"/>
        <source>{folder} is no offline bundle: {reason}.</source>
        <translation>{folder} n'est pas un kit hors ligne : {reason}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_bundle.py"/>
        <source>{name} of the bundle is damaged, or of another version of the plugin.</source>
        <translation>{name} du kit est endommagé, ou d'une autre version de l'extension.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_bundle.py"/>
        <source>This bundle holds the engine {bundle}, but the plugin needs {plugin}.</source>
        <translation>Ce kit contient le moteur {bundle}, mais l'extension a besoin de {plugin}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_bundle.py"/>
        <source>Make the bundle again with the same version, or install the plugin of version {version}.</source>
        <translation>Refaites le kit avec la même version, ou installez l'extension en version {version}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_bundle.py"/>
        <source>This bundle is for {bundle}; this computer is {here}.</source>
        <translation>Ce kit est pour {bundle} ; cet ordinateur est {here}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_bundle.py"/>
        <source>Make the bundle on a computer of the same kind.</source>
        <translation>Faites le kit sur un ordinateur du même type.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>The set-up cannot begin: {reason}</source>
        <translation>L'installation ne peut pas commencer : {reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Looking for Python</source>
        <translation>Recherche de Python</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Checking the bundle</source>
        <translation>Vérification du kit</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Making the environment</source>
        <translation>Création de l'environnement</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Preparing the installer</source>
        <translation>Préparation de l'installateur</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Installing PyTorch</source>
        <translation>Installation de PyTorch</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Installing the libraries</source>
        <translation>Installation des bibliothèques</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Installing the engine and its model</source>
        <translation>Installation du moteur et de son modèle</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Copying further models</source>
        <translation>Copie d'autres modèles</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Trying the engine on one tile</source>
        <translation>Essai du moteur sur une tuile</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>The set-up cannot go on: {reason}</source>
        <translation>L'installation ne peut pas continuer : {reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>The bundle is damaged: {files}</source>
        <translation>Le kit est endommagé : {files}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Copy these files again from where the bundle was made.</source>
        <translation>Copiez à nouveau ces fichiers depuis l'endroit où le kit a été fait.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>The bundle could not be checked.</source>
        <translation>Le kit n'a pas pu être vérifié.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Python could not make an environment in {folder}.</source>
        <translation>Python n'a pas pu créer d'environnement dans {folder}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Going on with the pip that came with Python.</source>
        <translation>Poursuite avec le pip fourni avec Python.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>There is no build for the processor alone; taking the ordinary one, which is larger.</source>
        <translation>Il n’y a pas de version pour le processeur seul : la version ordinaire, plus volumineuse, est utilisée.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>The model {name} could not be copied.</source>
        <translation>Le modèle {name} n'a pas pu être copié.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>The engine was installed but does not work.</source>
        <translation>Le moteur a été installé mais ne fonctionne pas.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Another QGIS is setting up this engine.</source>
        <translation>Un autre QGIS est en train d'installer ce moteur.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Wait until it has finished, or close it.</source>
        <translation>Attendez qu'il ait terminé, ou fermez-le.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>The engine needs {needed} GB of disk; {folder} has {free} GB free.</source>
        <translation>Le moteur a besoin de {needed} Go de disque ; {folder} a {free} Go libres.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Free some space, or choose another folder under Advanced.</source>
        <translation>Libérez de l'espace, ou choisissez un autre dossier sous Avancé.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>The disk became full while packages were installed.</source>
        <translation>Le disque s'est rempli pendant l'installation des paquets.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>Free some space and press Continue: what is there already is kept.</source>
        <translation>Libérez de l'espace et appuyez sur Continuer : ce qui est déjà là est conservé.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>A package arrived damaged.</source>
        <translation>Un paquet est arrivé endommagé.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>Press Continue to fetch it again. If it happens again: a bundle.</source>
        <translation>Appuyez sur Continuer pour le récupérer à nouveau. Si cela se reproduit : un kit hors ligne.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>The proxy refused the connection.</source>
        <translation>Le proxy a refusé la connexion.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>Correct it in Settings &gt; Options &gt; Network, with user and password, then press Continue.</source>
        <translation>Corrigez-le dans Préférences &gt; Options &gt; Réseau, avec utilisateur et mot de passe, puis appuyez sur Continuer.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>The secure connection was refused: a certificate is not trusted.</source>
        <translation>La connexion sécurisée a été refusée : un certificat n'est pas approuvé.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>Company networks often need a certificate of their own: set it for pip (PIP_CERT), or use an offline bundle.</source>
        <translation>Les réseaux d'entreprise ont souvent besoin de leur propre certificat : définissez-le pour pip (PIP_CERT), ou utilisez un kit hors ligne.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>The package server cannot be reached.</source>
        <translation>Le serveur de paquets est injoignable.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>Check the connection, and the proxy in Settings &gt; Options &gt; Network; then press Continue. Without internet, use an offline bundle.</source>
        <translation>Vérifiez la connexion, et le proxy dans Préférences &gt; Options &gt; Réseau ; puis appuyez sur Continuer. Sans internet, utilisez un kit hors ligne.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>The bundle was made for another computer or is not complete. Make it again with make bundle.</source>
        <translation>Le kit a été fait pour un autre ordinateur ou n'est pas complet. Refaites-le avec make bundle.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>Give a folder or an index that has it under Advanced, or use an offline bundle.</source>
        <translation>Indiquez sous Avancé un dossier ou un index qui le contient, ou utilisez un kit hors ligne.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>{package} was found in no place for this Python.</source>
        <translation>{package} est introuvable pour ce Python.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>The packages could not be installed.</source>
        <translation>Les paquets n'ont pas pu être installés.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>Press Continue to try again. The log says:</source>
        <translation>Appuyez sur Continuer pour réessayer. Le journal dit :</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_python.py"/>
        <source>{program} is no Python of version {needed}.</source>
        <translation>{program} n'est pas un Python de version {needed}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_python.py"/>
        <source>No suitable Python was found on this computer; it takes version {needed}.</source>
        <translation>Aucun Python adapté n'a été trouvé sur cet ordinateur ; il faut la version {needed}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_python.py"/>
        <source>Python is there, but not its module venv. In a terminal: sudo apt install python3-venv</source>
        <translation>Python est là, mais pas son module venv. Dans un terminal : sudo apt install python3-venv</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_python.py"/>
        <source>Install Python with your package manager, then try again; or choose its program below.</source>
        <translation>Installez Python avec votre gestionnaire de paquets, puis réessayez ; ou choisissez son programme ci-dessous.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_python.py"/>
        <source>Install Python from python.org, then try again; or choose its program below.</source>
        <translation>Installez Python depuis python.org, puis réessayez ; ou choisissez son programme ci-dessous.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_python.py"/>
        <source>Seen: {list}</source>
        <translation>Trouvés : {list}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_report.py"/>
        <source>It is version {engine}, but {version} is needed.</source>
        <translation>C'est la version {engine}, mais {version} est nécessaire.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>SegEarth needs its engine: it is set up once, beside QGIS.</source>
        <translation>SegEarth a besoin de son moteur : il s'installe une seule fois, à côté de QGIS.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>The set-up of the engine is not finished.</source>
        <translation>L'installation du moteur n'est pas terminée.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>The engine is damaged or no longer there.</source>
        <translation>Le moteur est endommagé ou n'est plus là.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>The engine is older than the plugin.</source>
        <translation>Le moteur est plus ancien que l'extension.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>The engine is being set up.</source>
        <translation>Le moteur est en cours d'installation.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>The engine is set up.</source>
        <translation>Le moteur est installé.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>Set-up</source>
        <translation>Installation</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>Environment</source>
        <translation>Environnement</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>Packages</source>
        <translation>Paquets</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>Cancelled</source>
        <translation>Annulé</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>The command cannot be read: {reason}.</source>
        <translation>La commande est illisible : {reason}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>Close its quotes.</source>
        <translation>Fermez ses guillemets.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>There is no command yet.</source>
        <translation>Il n'y a pas encore de commande.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>For example: ssh gpu-box segearth serve</source>
        <translation>Par exemple : ssh gpu-box segearth serve</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>Starting {command}</source>
        <translation>Démarrage de {command}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>The engine is ready.</source>
        <translation>Le moteur est prêt.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>The engine {version} answers. Models: {models}</source>
        <translation>Le moteur {version} répond. Modèles : {models}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_trial.py"/>
        <source>This engine is version {engine}; the plugin is {plugin}.</source>
        <translation>Ce moteur est en version {engine} ; l'extension est en {plugin}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_trial.py"/>
        <source>Update it, in its environment: pip install segearth=={version}</source>
        <translation>Mettez-le à jour, dans son environnement : pip install segearth=={version}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_trial.py"/>
        <source>There is no engine in {folder}.</source>
        <translation>Il n'y a pas de moteur dans {folder}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_trial.py"/>
        <source>Choose the folder of a Python environment with segearth installed, or its program {name}.</source>
        <translation>Choisissez le dossier d'un environnement Python où segearth est installé, ou son programme {name}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/fault_plugin.py"/>
        <source>SegEarth could not be loaded in QGIS {version}: {reason}</source>
        <translation>SegEarth n'a pas pu être chargé dans QGIS {version} : {reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/area_widget.py"/>
        <source>What the map shows</source>
        <translation>Ce que montre la carte</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/area_widget.py"/>
        <source>The part of the raster that is visible when the run starts</source>
        <translation>La partie du raster visible au début de l'exécution</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/area_widget.py"/>
        <source>The whole raster</source>
        <translation>Tout le raster</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/area_widget.py"/>
        <source>From edge to edge</source>
        <translation>D'un bord à l'autre</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/area_widget.py"/>
        <source>A drawn rectangle</source>
        <translation>Un rectangle dessiné</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/area_widget.py"/>
        <source>Drag a rectangle on the map</source>
        <translation>Tracez un rectangle sur la carte</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/area_widget.py"/>
        <source>Polygons of a layer</source>
        <translation>Polygones d'une couche</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/area_widget.py"/>
        <source>Only inside the polygons of a layer</source>
        <translation>Seulement dans les polygones d'une couche</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/area_widget.py"/>
        <source>No rectangle is drawn yet.</source>
        <translation>Aucun rectangle n'est encore dessiné.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/area_widget.py"/>
        <source>Press “Draw on map” and drag a rectangle, or choose another area.</source>
        <translation>Appuyez sur « Dessiner sur la carte » et tracez un rectangle, ou choisissez une autre zone.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/ask_panel.py"/>
        <source>Type a question and press Run.</source>
        <translation>Saisissez une question et appuyez sur Exécuter.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/ask_panel.py"/>
        <source>Fetching the raster…</source>
        <translation>Récupération du raster…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/ask_panel.py"/>
        <source>Planning…</source>
        <translation>Planification…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/ask_panel.py"/>
        <source>Starting…</source>
        <translation>Démarrage…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/ask_panel.py"/>
        <source>Cancelling…</source>
        <translation>Annulation…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/ask_panel.py"/>
        <source>The engine stopped; starting it again ({number} of {most})…</source>
        <translation>Le moteur s'est arrêté ; redémarrage ({number} sur {most})…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/band_picker.py"/>
        <source>As the file says</source>
        <translation>Comme l'indique le fichier</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/band_picker.py"/>
        <source>Red, green and blue by their names in the file, else bands 1, 2, 3</source>
        <translation>Rouge, vert et bleu d'après leurs noms dans le fichier, sinon bandes 1, 2, 3</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/band_picker.py"/>
        <source>As displayed</source>
        <translation>Comme affiché</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/band_picker.py"/>
        <source>The bands that the map shows when the run starts</source>
        <translation>Les bandes que la carte montre au début de l'exécution</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/band_picker.py"/>
        <source>Choose bands</source>
        <translation>Choisir les bandes</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/band_picker.py"/>
        <source>Any three bands</source>
        <translation>Trois bandes quelconques</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/band_picker.py"/>
        <source>Red</source>
        <translation>Rouge</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/band_picker.py"/>
        <source>Green</source>
        <translation>Vert</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/band_picker.py"/>
        <source>Blue</source>
        <translation>Bleu</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/band_picker.py"/>
        <source>As displayed ({bands})</source>
        <translation>Comme affiché ({bands})</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/consent_row.py"/>
        <source>Change anyway</source>
        <translation>Modifier quand même</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/consent_row.py"/>
        <source>Leave it as it is</source>
        <translation>La laisser telle quelle</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/consent_row.py"/>
        <source>The file of this layer was changed after its areas were drawn.</source>
        <translation>Le fichier de cette couche a été modifié après le dessin de ses surfaces.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/consent_row.py"/>
        <source>Drawing them anew loses that.</source>
        <translation>Les redessiner efface ces modifications.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/consent_row.py"/>
        <source>1 area of this layer is reviewed.</source>
        <translation>1 zone de cette couche est revue.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/consent_row.py"/>
        <source>{count} areas of this layer are reviewed.</source>
        <translation>{count} zones de cette couche sont revues.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/consent_row.py"/>
        <source>Drawing them anew forgets that.</source>
        <translation>Les redessiner efface cette revue.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/dock.py"/>
        <source>SegEarth</source>
        <translation>SegEarth</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/dock.py"/>
        <source>Result</source>
        <translation>Résultat</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/dock.py"/>
        <source>Review</source>
        <translation>Revue</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/dock.py"/>
        <source>History of this project</source>
        <translation>Historique de ce projet</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/dock.py"/>
        <source>What the run had done is deleted.</source>
        <translation>Ce que l'exécution avait fait est supprimé.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>SegEarth: diagnosis</source>
        <translation>SegEarth : diagnostic</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>What</source>
        <translation>Élément</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>Detail</source>
        <translation>Détail</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>&amp;Last lines of the engine</source>
        <translation>&amp;Dernières lignes du moteur</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>The engine has written nothing.</source>
        <translation>Le moteur n'a rien écrit.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>The report leaves out your user name, the name of your home folder and that of the computer.</source>
        <translation>Le rapport omet votre nom d'utilisateur, le nom de votre dossier personnel et celui de l'ordinateur.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>Copy as &amp;Markdown</source>
        <translation>Copier en &amp;Markdown</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>&amp;Again</source>
        <translation>&amp;Recommencer</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>no engine is set up</source>
        <translation>aucun moteur n'est installé</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>There is no engine yet.</source>
        <translation>Il n'y a pas encore de moteur.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>Asking the engine, and the model about one tile…</source>
        <translation>Interrogation du moteur, et du modèle sur une tuile…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>This may take a minute.</source>
        <translation>Cela peut prendre une minute.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>Copied</source>
        <translation>Copié</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>Everything works.</source>
        <translation>Tout fonctionne.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>One tile went through the model.</source>
        <translation>Une tuile est passée par le modèle.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>Something does not work: {names}</source>
        <translation>Quelque chose ne fonctionne pas : {names}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>The rows below say what. The report has everything that others need to help.</source>
        <translation>Les lignes ci-dessous disent quoi. Le rapport contient tout ce dont d'autres ont besoin pour aider.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/engine_row.py"/>
        <source>Help</source>
        <translation>Aide</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/engine_row.py"/>
        <source>Diagnose the engine…</source>
        <translation>Diagnostiquer le moteur…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/engine_row.py"/>
        <source>Engine {version} ready</source>
        <translation>Moteur {version} prêt</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/engine_row.py"/>
        <source>Engine starting…</source>
        <translation>Démarrage du moteur…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/engine_row.py"/>
        <source>Engine not running</source>
        <translation>Moteur à l'arrêt</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/history_panel.py"/>
        <source>Double-click, or press Return, to bring a question back; Delete removes it</source>
        <translation>Double-cliquez, ou appuyez sur Return, pour rappeler une question ; Delete la retire</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/history_panel.py"/>
        <source>The same once more, into a new file</source>
        <translation>La même chose encore une fois, dans un nouveau fichier</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/history_panel.py"/>
        <source>Copy as</source>
        <translation>Copier en tant que</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/history_panel.py"/>
        <source>The same as a command for a terminal</source>
        <translation>La même chose sous forme de commande pour un terminal</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/history_panel.py"/>
        <source>Command of the engine (segearth)</source>
        <translation>Commande du moteur (segearth)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/history_panel.py"/>
        <source>Command of QGIS (qgis_process)</source>
        <translation>Commande de QGIS (qgis_process)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/history_panel.py"/>
        <source>Remove</source>
        <translation>Retirer</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/history_panel.py"/>
        <source>From this list; its files stay</source>
        <translation>De cette liste ; ses fichiers restent</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/history_panel.py"/>
        <source>Bring back</source>
        <translation>Rappeler</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/interrupted_row.py"/>
        <source>&amp;Keep it</source>
        <translation>Conser&amp;ver</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/interrupted_row.py"/>
        <source>Draw the areas that were found so far</source>
        <translation>Dessiner les zones trouvées jusqu'ici</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/interrupted_row.py"/>
        <source>Go &amp;on</source>
        <translation>Co&amp;ntinuer</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/interrupted_row.py"/>
        <source>Search the tiles that are left</source>
        <translation>Parcourir les tuiles restantes</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/interrupted_row.py"/>
        <source>&amp;Discard</source>
        <translation>Aban&amp;donner</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/interrupted_row.py"/>
        <source>Delete what this run has done</source>
        <translation>Supprimer ce que cette exécution a fait</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/interrupted_row.py"/>
        <source>{done} of {tiles} tiles are done and kept.</source>
        <translation>{done} tuiles sur {tiles} sont terminées et conservées.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/options_page.py"/>
        <source>SegEarth answers with an engine: a program of its own, on this computer or on another one. The set-up installs it or takes one that is there; it can also be given by hand, as the command that starts it. {link} tells more.</source>
        <translation>SegEarth répond à l'aide d'un moteur : un programme à part, sur cet ordinateur ou sur un autre. L'installation le met en place ou en reprend un existant ; on peut aussi l'indiquer à la main, par la commande qui le démarre. {link} en dit plus.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/options_page.py"/>
        <source>Program and arguments; quote what has blanks. On another machine: ssh box segearth serve</source>
        <translation>Programme et arguments ; mettez entre guillemets ce qui contient des espaces. Sur une autre machine : ssh box segearth serve</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/options_page.py"/>
        <source>Browse…</source>
        <translation>Parcourir…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/options_page.py"/>
        <source>Test</source>
        <translation>Tester</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/options_page.py"/>
        <source>Start the engine with this command and see whether it answers</source>
        <translation>Démarrer le moteur avec cette commande et voir s'il répond</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/options_page.py"/>
        <source>Set up the engine…</source>
        <translation>Installer le moteur…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/options_page.py"/>
        <source>See what works and what does not, and copy it as a report</source>
        <translation>Voir ce qui fonctionne ou non, et le copier sous forme de rapport</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/options_page.py"/>
        <source>Engine &amp;command</source>
        <translation>&amp;Commande du moteur</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/options_page.py"/>
        <source>Starting the engine…</source>
        <translation>Démarrage du moteur…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/options_page.py"/>
        <source>The engine's program</source>
        <translation>Le programme du moteur</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/options_page.py"/>
        <source>The engine answers.</source>
        <translation>Le moteur répond.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/options_page.py"/>
        <source>Version {version}; devices: {devices}; models: {models}</source>
        <translation>Version {version} ; périphériques : {devices} ; modèles : {models}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/outcome.py"/>
        <source>The result cannot be shown; its file is there.</source>
        <translation>Le résultat ne peut pas être affiché ; son fichier est là.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/outcome.py"/>
        <source>The run was cancelled.</source>
        <translation>L'exécution a été annulée.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/outcome.py"/>
        <source>The project was closed during the run, so its layers were not added. They are in {path}.</source>
        <translation>Le projet a été fermé pendant l'exécution : ses couches n'ont pas été ajoutées. Elles sont dans {path}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/outcome.py"/>
        <source>Drawn anew from the run, without the model.</source>
        <translation>Redessiné à partir de l'exécution, sans le modèle.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/outcome.py"/>
        <source>Finished in {time}: the scene was already encoded.</source>
        <translation>Terminé en {time} : la scène était déjà encodée.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/outcome.py"/>
        <source>Finished in {time}.</source>
        <translation>Terminé en {time}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/path_link.py"/>
        <source>{path}
Click to open its folder</source>
        <translation>{path}
Cliquez pour ouvrir son dossier</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/plan_row.py"/>
        <source>Run it &amp;anyway</source>
        <translation>Exécu&amp;ter quand même</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/plan_row.py"/>
        <source>Try one tile first</source>
        <translation>Essayer d'abord une tuile</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/plan_row.py"/>
        <source>QGIS fetches {columns} × {rows} pixels of {gsd} m first.</source>
        <translation>QGIS récupère d'abord {columns} × {rows} pixels de {gsd} m.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/plan_row.py"/>
        <source>What this run would take here: {plan}. The time is an estimate.</source>
        <translation>Ce que cette exécution demanderait ici : {plan}. La durée est une estimation.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/polygon_picker.py"/>
        <source>Only inside the polygons of this layer</source>
        <translation>Seulement dans les polygones de cette couche</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/polygon_picker.py"/>
        <source>Selected features only ({count})</source>
        <translation>Entités sélectionnées uniquement ({count})</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/polygon_picker.py"/>
        <source>Selected features only</source>
        <translation>Entités sélectionnées uniquement</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>Where could people gather safely after an earthquake?</source>
        <translation>Where could people gather safely after an earthquake?</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>One question a line, up to {count}. Ctrl+Return runs, Esc cancels.</source>
        <translation>Une question par ligne, {count} au plus. Ctrl+Return exécute, Esc annule.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>Questions, one a line</source>
        <translation>Questions, une par ligne</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>&amp;Examples</source>
        <translation>Exem&amp;ples</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>Questions to start from, by domain</source>
        <translation>Questions pour commencer, par domaine</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>There is no question yet.</source>
        <translation>Il n'y a pas encore de question.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>Type one, for example: Where is open water?</source>
        <translation>Saisissez-en une en anglais, par exemple : Where is open water?</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>A question is longer than {count} characters.</source>
        <translation>Une question dépasse {count} caractères.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>Ask in one or two sentences; every line is a question of its own.</source>
        <translation>Posez la question en une ou deux phrases ; chaque ligne est une question à part.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>There are {count} questions; one run takes {most}.</source>
        <translation>Il y a {count} questions ; une exécution en accepte {most}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>Every line is a question of its own: ask some of them in another run.</source>
        <translation>Chaque ligne est une question à part : posez-en certaines dans une autre exécution.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>{count} questions, one layer</source>
        <translation>{count} questions, une couche</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>Sizes differ, so none filters</source>
        <translation>Tailles différentes : aucune ne filtre</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>Too long: one or two sentences</source>
        <translation>Trop long : une ou deux phrases</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>At most {count}</source>
        <translation>{count} au plus</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>At least {area}  ✕</source>
        <translation>Au moins {area}  ✕</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>At least {area}: press to remove this filter</source>
        <translation>Au moins {area} : appuyer pour retirer ce filtre</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>“{phrase}” is the minimum area of this run; the model is asked without it. Press to ask it as it stands, without a filter.</source>
        <translation>« {phrase} » est la surface minimale de cette exécution ; le modèle est interrogé sans elle. Appuyez pour poser la question telle quelle, sans filtre.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/raster_combo.py"/>
        <source>The raster to ask</source>
        <translation>Le raster à interroger</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/rectangle_picker.py"/>
        <source>Nothing drawn yet</source>
        <translation>Rien n'est encore dessiné</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/rectangle_picker.py"/>
        <source>Draw on map</source>
        <translation>Dessiner sur la carte</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/rectangle_picker.py"/>
        <source>Draw again</source>
        <translation>Dessiner à nouveau</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>The model that answers</source>
        <translation>Le modèle qui répond</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>The raster's own</source>
        <translation>Celle du raster</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>Coarser pixels are quicker and see larger things; nothing is resampled unasked</source>
        <translation>Des pixels plus grands sont plus rapides et montrent des choses plus grandes ; rien n'est rééchantillonné sans demande</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>Save in the project's CRS; else the areas are in the CRS of the raster</source>
        <translation>Enregistrer dans le SCR du projet ; sinon les zones sont dans le SCR du raster</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>&amp;Raster</source>
        <translation>&amp;Raster</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>&amp;Bands</source>
        <translation>&amp;Bandes</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>&amp;Search in</source>
        <translation>&amp;Chercher dans</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>&amp;Question</source>
        <translation>&amp;Question</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>&amp;Model</source>
        <translation>&amp;Modèle</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>Pi&amp;xel size</source>
        <translation>Taille de pi&amp;xel</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>Save to</source>
        <translation>Enregistrer dans</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>Reproject</source>
        <translation>Reprojeter</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>the project's CRS</source>
        <translation>le SCR du projet</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>to {crs}</source>
        <translation>vers {crs}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>There is no folder to save the result in.</source>
        <translation>Il n'y a pas de dossier où enregistrer le résultat.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>Save the project first.</source>
        <translation>Enregistrez d'abord le projet.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>{gsd} m, for a web map</source>
        <translation>{gsd} m, pour une carte web</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/result_panel.py"/>
        <source>A lower threshold, or a smaller minimum area, may find something.</source>
        <translation>Un seuil plus bas, ou une surface minimale plus petite, peut trouver quelque chose.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/result_panel.py"/>
        <source>A lower threshold may find something.</source>
        <translation>Un seuil plus bas peut trouver quelque chose.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/result_panel.py"/>
        <source>Lower the threshold to {value}</source>
        <translation>Abaisser le seuil à {value}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>&amp;Keep</source>
        <translation>C&amp;onserver</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>This area is right (K)</source>
        <translation>Cette zone est juste (K)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>&amp;Reject</source>
        <translation>Re&amp;jeter</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>This area is wrong (R)</source>
        <translation>Cette zone est fausse (R)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>Previous (P)</source>
        <translation>Précédente (P)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>Next (N)</source>
        <translation>Suivante (N)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>Which areas the map shows; nothing is removed</source>
        <translation>Les zones que montre la carte ; rien n'est supprimé</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>Show all</source>
        <translation>Tout afficher</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>Show those not reviewed</source>
        <translation>Afficher les zones non revues</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>Show those kept</source>
        <translation>Afficher les zones conservées</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>Save</source>
        <translation>Enregistrer</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>Write the review into the file</source>
        <translation>Écrire la revue dans le fichier</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>Export for training…</source>
        <translation>Exporter pour l'entraînement…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>Write the raster's pixels, the kept areas and the question as training data</source>
        <translation>Écrire les pixels du raster, les zones conservées et la question comme données d'entraînement</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>This area cannot be shown in the map's CRS: {reason}</source>
        <translation>Cette zone ne peut pas être affichée dans le SCR de la carte : {reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>{reviewed} of {total} reviewed</source>
        <translation>{reviewed} sur {total} revues</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>{kept} kept, {rejected} rejected</source>
        <translation>{kept} conservées, {rejected} rejetées</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>This area has been deleted.</source>
        <translation>Cette zone a été supprimée.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>kept</source>
        <translation>conservée</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>rejected</source>
        <translation>rejetée</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>not reviewed</source>
        <translation>non revue</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>Area {number}: {area}, score {score}, {decision}</source>
        <translation>Zone {number} : {area}, score {score}, {decision}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/run_bar.py"/>
        <source>Ru&amp;n</source>
        <translation>&amp;Exécuter</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/run_bar.py"/>
        <source>Ask the raster (Ctrl+Return)</source>
        <translation>Interroger le raster (Ctrl+Return)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/run_bar.py"/>
        <source>Tr&amp;y one tile here</source>
        <translation>Essa&amp;yer une tuile ici</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/run_bar.py"/>
        <source>A quick look at the middle of the map, as a temporary layer</source>
        <translation>Un aperçu rapide au centre de la carte, en couche temporaire</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/run_bar.py"/>
        <source>&amp;Cancel</source>
        <translation>&amp;Annuler</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/run_bar.py"/>
        <source>End the run (Esc)</source>
        <translation>Arrêter l'exécution (Esc)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/sample_export.py"/>
        <source>Folder for training data</source>
        <translation>Dossier pour les données d'entraînement</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/sample_export.py"/>
        <source>Writing training data…</source>
        <translation>Écriture des données d'entraînement…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/sample_export.py"/>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_dialog.py"/>
        <source>SegEarth: set up the engine</source>
        <translation>SegEarth : installer le moteur</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_hint.py"/>
        <source>Show the set-up…</source>
        <translation>Afficher l'installation…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_hint.py"/>
        <source>Setting up the engine: {title}</source>
        <translation>Installation du moteur : {title}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Stop here; what is done is kept</source>
        <translation>Arrêter ici ; ce qui est fait est conservé</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Make it anew</source>
        <translation>Tout refaire</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Remove the environment and install everything again</source>
        <translation>Supprimer l'environnement et tout réinstaller</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Remove older engines</source>
        <translation>Supprimer les anciens moteurs</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Advanced</source>
        <translation>Avancé</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Found by itself</source>
        <translation>Trouvé automatiquement</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>A folder of wheels, or the address of an index</source>
        <translation>Un dossier de wheels, ou l'adresse d'un index</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Engine's &amp;folder</source>
        <translation>&amp;Dossier du moteur</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>&amp;Python</source>
        <translation>&amp;Python</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>&amp;More packages from</source>
        <translation>Autres paquets dep&amp;uis</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Log</source>
        <translation>Journal</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>One of this version is on this computer already.</source>
        <translation>Il y en a déjà un de cette version sur cet ordinateur.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Some minutes, about 2 GB. Nothing goes into QGIS's own Python, and no account is needed.</source>
        <translation>Quelques minutes, environ 2 Go. Rien n'est ajouté au Python de QGIS, et aucun compte n'est nécessaire.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Try and use it</source>
        <translation>Essayer et utiliser</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Check and use it</source>
        <translation>Vérifier et utiliser</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Continue</source>
        <translation>Continuer</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Repair</source>
        <translation>Réparer</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Update</source>
        <translation>Mettre à jour</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Install</source>
        <translation>Installer</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Step {number} of {total}: {title}</source>
        <translation>Étape {number} sur {total} : {title}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>{count} MB fetched</source>
        <translation>{count} Mo récupérés</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>{done} of {total} packages</source>
        <translation>{done} paquets sur {total}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>unpacking</source>
        <translation>décompression</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Cancelled. What is done is kept; press Continue to go on.</source>
        <translation>Annulé. Ce qui est fait est conservé ; appuyez sur Continuer pour reprendre.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_ways.py"/>
        <source>PyTorch for the processor alone, or with CUDA for an NVIDIA card (much larger)</source>
        <translation>PyTorch pour le processeur seul, ou avec CUDA pour une carte NVIDIA (beaucoup plus gros)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_ways.py"/>
        <source>For the processor (about 2 GB)</source>
        <translation>Pour le processeur (environ 2 Go)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_ways.py"/>
        <source>For an NVIDIA card (about 8 GB)</source>
        <translation>Pour une carte NVIDIA (environ 8 Go)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_ways.py"/>
        <source>The folder that make bundle wrote</source>
        <translation>Le dossier que make bundle a écrit</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_ways.py"/>
        <source>A folder with segearth installed</source>
        <translation>Un dossier où segearth est installé</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_ways.py"/>
        <source>&amp;Install it on this computer (recommended)</source>
        <translation>&amp;Installer sur cet ordinateur (recommandé)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_ways.py"/>
        <source>Install it from an &amp;offline bundle</source>
        <translation>Installer depuis un kit &amp;hors ligne</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_ways.py"/>
        <source>&amp;Use an environment that is there</source>
        <translation>Utiliser un &amp;environnement existant</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_ways.py"/>
        <source>Use a &amp;command, for example on another computer</source>
        <translation>Utiliser une &amp;commande, par exemple sur un autre ordinateur</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_ways.py"/>
        <source>Automatic: for the {card}</source>
        <translation>Automatique : pour la {card}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_ways.py"/>
        <source>Automatic: for the processor, as no NVIDIA card was found</source>
        <translation>Automatique : pour le processeur, car aucune carte NVIDIA n'a été trouvée</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_ways.py"/>
        <source>Automatic</source>
        <translation>Automatique</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/shaping_panel.py"/>
        <source>Any</source>
        <translation>Quelconque</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/shaping_panel.py"/>
        <source>Smaller areas are left out</source>
        <translation>Les zones plus petites sont écartées</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/shaping_panel.py"/>
        <source>Off</source>
        <translation>Désactivé</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/shaping_panel.py"/>
        <source>Corners that span less than the square of so many metres go; off: along the pixels</source>
        <translation>Les angles couvrant moins que le carré de ce nombre de mètres disparaissent ; désactivé : le long des pixels</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/shaping_panel.py"/>
        <source>Right an&amp;gles</source>
        <translation>An&amp;gles droits</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/shaping_panel.py"/>
        <source>Outlines that are nearly rectangular become so: for buildings</source>
        <translation>Les contours presque rectangulaires le deviennent : pour les bâtiments</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/shaping_panel.py"/>
        <source>&amp;Threshold</source>
        <translation>&amp;Seuil</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/shaping_panel.py"/>
        <source>Minimum &amp;area</source>
        <translation>S&amp;urface minimale</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/shaping_panel.py"/>
        <source>Simpli&amp;fy</source>
        <translation>Simpli&amp;fier</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/shaping_panel.py"/>
        <source>Changes show at once in “{name}”.</source>
        <translation>Les changements apparaissent aussitôt dans « {name} ».</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/shaping_panel.py"/>
        <source>For the next run; later they change its result at once.</source>
        <translation>Pour la prochaine exécution ; ensuite, ils modifient aussitôt son résultat.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/threshold_row.py"/>
        <source>How sure the model must be: lower finds more, higher finds less but surer</source>
        <translation>À quel point le modèle doit être sûr : plus bas trouve davantage, plus haut trouve moins mais plus sûrement</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/threshold_row.py"/>
        <source>Threshold</source>
        <translation>Seuil</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/plugin.py"/>
        <source>SegEarth: ask a raster</source>
        <translation>SegEarth : interroger un raster</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/plugin.py"/>
        <source>Ask a raster a question in words (SegEarth)</source>
        <translation>Poser une question en mots à un raster (SegEarth)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/destinations.py"/>
        <source>The folder {folder} does not exist.</source>
        <translation>Le dossier {folder} n'existe pas.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/destinations.py"/>
        <source>Nothing can be written to {folder}.</source>
        <translation>Impossible d'écrire dans {folder}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/engine_info.py"/>
        <source>About the engine</source>
        <translation>À propos du moteur</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/engine_info.py"/>
        <source>Starts the engine and tells its versions, devices and models.</source>
        <translation>Démarre le moteur et indique ses versions, périphériques et modèles.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/engine_info.py"/>
        <source>Starts the engine that is set in Settings &gt; Options &gt; SegEarth and tells its version, the devices that it can compute on, and the models that it has. The names of models are the values of “Model” in the other algorithms.</source>
        <translation>Démarre le moteur défini dans Préférences &gt; Options &gt; SegEarth et indique sa version, les périphériques sur lesquels il peut calculer et les modèles dont il dispose. Les noms des modèles sont les valeurs de « Modèle » dans les autres algorithmes.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/engine_info.py"/>
        <source>Version of the engine</source>
        <translation>Version du moteur</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/engine_info.py"/>
        <source>Version of the protocol</source>
        <translation>Version du protocole</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/engine_info.py"/>
        <source>Version of Python</source>
        <translation>Version de Python</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/engine_info.py"/>
        <source>Version of PyTorch</source>
        <translation>Version de PyTorch</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/engine_info.py"/>
        <source>Devices</source>
        <translation>Périphériques</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/engine_info.py"/>
        <source>Default model</source>
        <translation>Modèle par défaut</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/engine_info.py"/>
        <source>Models</source>
        <translation>Modèles</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/fetched_raster.py"/>
        <source>Fetching “{name}”</source>
        <translation>Récupération de « {name} »</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/folder_run.py"/>
        <source>{number} of {total}: {raster}</source>
        <translation>{number} sur {total} : {raster}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/folder_run.py"/>
        <source>{sentence} It is started again.</source>
        <translation>{sentence} Il est redémarré.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/folder_run.py"/>
        <source>It is done already; its result is kept.</source>
        <translation>C'est déjà fait ; le résultat est conservé.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/folder_run.py"/>
        <source>It is asked anew: {reason}</source>
        <translation>La question est posée à nouveau : {reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/mask_file.py"/>
        <source>The polygons to search in have no CRS, so nobody knows where they lie.</source>
        <translation>Les polygones où chercher n'ont pas de SCR : impossible de savoir où ils se trouvent.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/mask_file.py"/>
        <source>The polygons to search in cannot be written: {reason}</source>
        <translation>Les polygones où chercher ne peuvent pas être écrits : {reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/mask_file.py"/>
        <source>There is no polygon to search in.</source>
        <translation>Il n'y a pas de polygone où chercher.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/provider.py"/>
        <source>SegEarth (questions to rasters)</source>
        <translation>SegEarth (questions aux rasters)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>Question (one per line)</source>
        <translation>Question (une par ligne)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>Model (a name or a folder)</source>
        <translation>Modèle (un nom ou un dossier)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>Minimum area [m²]</source>
        <translation>Surface minimale [m²]</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>Smallest hole [m²]</source>
        <translation>Trou minimal [m²]</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>Simplify outlines by [m] (0: they follow the pixels)</source>
        <translation>Simplifier les contours de [m] (0 : ils suivent les pixels)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>Right angles where outlines are nearly so</source>
        <translation>Angles droits là où les contours le sont presque</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>Work at this pixel size [m] (empty: the raster's own)</source>
        <translation>Travailler à cette taille de pixel [m] (vide : celle du raster)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>Surroundings to look at [m] (0: a tile alone)</source>
        <translation>Alentours à regarder [m] (0 : la tuile seule)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>CRS of the areas (empty: the raster's)</source>
        <translation>SCR des zones (vide : celui du raster)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>Device (auto, cpu, cuda, cuda:1, mps)</source>
        <translation>Périphérique (auto, cpu, cuda, cuda:1, mps)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>Also answer in words, where the model can</source>
        <translation>Répondre aussi en mots, si le modèle le peut</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>A size in a question is the minimum area</source>
        <translation>Une taille dans la question est la surface minimale</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>There is no question yet. Type one, for example: Where is open water?</source>
        <translation>Il n'y a pas encore de question. Saisissez-en une en anglais, par exemple : Where is open water?</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>There are {count} questions; a run takes up to {most}.</source>
        <translation>Il y a {count} questions ; une exécution en accepte {most} au plus.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>The pixel size must be above 0 m, or empty.</source>
        <translation>La taille de pixel doit être supérieure à 0 m, ou vide.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>“{phrase}” is not asked but taken as the minimum area: {area}.</source>
        <translation>« {phrase} » n'est pas demandé, mais pris comme surface minimale : {area}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Segment by question</source>
        <translation>Segmenter par question</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>segmentation</source>
        <translation>segmentation</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>deep learning</source>
        <translation>apprentissage profond</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>detect</source>
        <translation>détecter</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>language</source>
        <translation>langage</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>vectorize</source>
        <translation>vectoriser</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Ask a raster a question in words; get the polygons that answer it.</source>
        <translation>Posez une question en mots à un raster ; obtenez les polygones qui y répondent.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Asks a raster of any size a question, such as “Where is open water?”, and draws the areas that answer it, with score, area and perimeter. Several questions, one per line, share one layer.

Extent and mask say where to search; the result does not depend on them otherwise. A higher threshold finds less, but surer. Nothing found is a result: an empty layer and the area that was searched.

A raster that is no file, such as a web map, is fetched first, with at most 100 million pixels.

The model runs in the engine that is set in Settings &gt; Options &gt; SegEarth, on this machine or another. Keep the run's folder to draw the areas anew with another threshold without the model.</source>
        <translation>Pose à un raster de n'importe quelle taille une question en anglais, comme « Where is open water? », et dessine les zones qui y répondent, avec score, surface et périmètre. Plusieurs questions, une par ligne, partagent une couche.

L'emprise et le masque disent où chercher ; sinon le résultat n'en dépend pas. Un seuil plus haut trouve moins, mais plus sûrement. Ne rien trouver est un résultat : une couche vide et la zone parcourue.

Un raster qui n'est pas un fichier, comme une carte web, est d'abord récupéré, avec 100 millions de pixels au plus.

Le modèle s'exécute dans le moteur défini dans Préférences &gt; Options &gt; SegEarth, sur cette machine ou une autre. Conservez le dossier de l'exécution pour redessiner les zones avec un autre seuil sans le modèle.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Raster</source>
        <translation>Raster</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Search in this extent</source>
        <translation>Chercher dans cette emprise</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Search inside these polygons</source>
        <translation>Chercher dans ces polygones</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Band for red</source>
        <translation>Bande pour le rouge</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Band for green</source>
        <translation>Bande pour le vert</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Band for blue</source>
        <translation>Bande pour le bleu</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Keep the run in this folder</source>
        <translation>Conserver l'exécution dans ce dossier</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Number of areas</source>
        <translation>Nombre de zones</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Area of the answers [m²]</source>
        <translation>Surface des réponses [m²]</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Area searched [m²]</source>
        <translation>Surface parcourue [m²]</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Answer in words</source>
        <translation>Réponse en mots</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Choose all three bands, or none of them.</source>
        <translation>Choisissez les trois bandes, ou aucune.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>The probability raster is of one question: ask one, or leave the raster out.</source>
        <translation>Le raster de probabilité porte sur une seule question : posez-en une, ou omettez ce raster.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>Segment a folder by question</source>
        <translation>Segmenter un dossier par question</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>batch</source>
        <translation>lot</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>Ask every raster of a folder the same questions.</source>
        <translation>Pose les mêmes questions à tous les rasters d'un dossier.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>Asks every raster of a folder the same questions. Each raster gets a GeoPackage in the results' folder; the summary is a table with a line per raster and question: done or failed, areas, and what went wrong. All areas can also be put into one layer.

A raster that cannot be read stops nothing. Run it again with the same folder to go on after a cancel or a crash: what is done is kept, and what was begun goes on where it stopped.</source>
        <translation>Pose les mêmes questions à tous les rasters d'un dossier. Chaque raster obtient un GeoPackage dans le dossier des résultats ; le résumé est une table avec une ligne par raster et par question : terminé ou échoué, zones, et ce qui n'a pas marché. Toutes les zones peuvent aussi être réunies dans une couche.

Un raster illisible n'arrête rien. Exécutez à nouveau avec le même dossier pour continuer après une annulation ou un plantage : ce qui est fait est conservé, et ce qui était commencé reprend là où il s'est arrêté.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>Folder of rasters</source>
        <translation>Dossier de rasters</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>Folders in it, too</source>
        <translation>Ses sous-dossiers aussi</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>Names of the files</source>
        <translation>Noms des fichiers</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>Folder of the results</source>
        <translation>Dossier des résultats</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>Summary</source>
        <translation>Résumé</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>Answers of all rasters</source>
        <translation>Réponses de tous les rasters</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>Rasters done</source>
        <translation>Rasters terminés</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>Rasters that failed</source>
        <translation>Rasters en échec</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>There is no raster in {folder}.</source>
        <translation>Il n'y a pas de raster dans {folder}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>It was cancelled. The same folder of results goes on with it.</source>
        <translation>Le traitement a été annulé. Le même dossier de résultats permet de le continuer.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>{path} cannot be read or written: {reason}.</source>
        <translation>{path} ne peut être lu ou écrit : {reason}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>No raster could be searched: the summary tells why.</source>
        <translation>Aucun raster n'a pu être parcouru : le résumé dit pourquoi.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>The summary cannot be written: {reason}</source>
        <translation>Le résumé ne peut pas être écrit : {reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/sinks.py"/>
        <source>The areas cannot be written: {reason}</source>
        <translation>Les zones ne peuvent pas être écrites : {reason}</translation>
    </message>
</context>
</TS>
