<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>SegEarth</name>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>Plugin</source>
        <translation>Erweiterung</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>Python of QGIS</source>
        <translation>Python von QGIS</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>used</source>
        <translation>verwendet</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>not used</source>
        <translation>nicht verwendet</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>Engine command</source>
        <translation>Engine-Befehl</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>none</source>
        <translation>keiner</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>version {version}</source>
        <translation>Version {version}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>Running engine</source>
        <translation>Laufende Engine</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>The engine's command does not end in “serve”, so nobody knows how to ask it for a report.</source>
        <translation>Der Befehl der Engine endet nicht auf „serve“, daher ist nicht bekannt, wie sie nach einem Bericht zu fragen ist.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>The engine's report cannot be read: {reason}</source>
        <translation>Der Bericht der Engine kann nicht gelesen werden: {reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>Engine</source>
        <translation>Engine</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/errors.py"/>
        <source>The run was cancelled. No result was saved.</source>
        <translation>Der Lauf wurde abgebrochen. Es wurde kein Ergebnis gespeichert.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/examples.py"/>
        <source>Disaster and safety</source>
        <translation>Katastrophen und Sicherheit</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/examples.py"/>
        <source>Town and buildings</source>
        <translation>Stadt und Gebäude</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/examples.py"/>
        <source>Farming</source>
        <translation>Landwirtschaft</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/examples.py"/>
        <source>Water</source>
        <translation>Wasser</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/examples.py"/>
        <source>Transport</source>
        <translation>Verkehr</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/examples.py"/>
        <source>Nature</source>
        <translation>Natur</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/examples.py"/>
        <source>Energy</source>
        <translation>Energie</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/export_plan.py"/>
        <source>“{name}” has no CRS, so nobody knows where it lies.</source>
        <translation>„{name}“ hat kein KBS, die Lage ist daher unbekannt.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/export_plan.py"/>
        <source>Set it: right-click the layer, then Layer CRS &gt; Set Layer CRS.</source>
        <translation>KBS setzen: Rechtsklick auf den Layer, dann Layer-KBS &gt; Layer-KBS setzen.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/export_plan.py"/>
        <source>The area cannot be placed on the raster.</source>
        <translation>Der Bereich lässt sich auf dem Raster nicht verorten.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/export_plan.py"/>
        <source>Choose an area on the raster.</source>
        <translation>Einen Bereich auf dem Raster wählen.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/export_plan.py"/>
        <source>The area does not touch “{name}”.</source>
        <translation>Der Bereich berührt „{name}“ nicht.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/export_plan.py"/>
        <source>Zoom to the layer, or choose another area.</source>
        <translation>Auf den Layer zoomen oder einen anderen Bereich wählen.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/export_plan.py"/>
        <source>The area cannot be placed on the ground.</source>
        <translation>Der Bereich lässt sich auf der Erdoberfläche nicht verorten.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/export_plan.py"/>
        <source>Choose a smaller area.</source>
        <translation>Einen kleineren Bereich wählen.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/export_plan.py"/>
        <source>The area is too large to fetch “{name}” from its service.</source>
        <translation>Der Bereich ist zu groß, um „{name}“ von seinem Dienst abzurufen.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/export_plan.py"/>
        <source>“{name}” would have to be fetched with {pixels} million pixels; at most {most} million are.</source>
        <translation>„{name}“ müsste mit {pixels} Millionen Pixeln abgerufen werden; höchstens {most} Millionen sind möglich.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/export_plan.py"/>
        <source>Choose a smaller area, or pixels of {gsd} m or coarser.</source>
        <translation>Einen kleineren Bereich wählen oder Pixel von {gsd} m oder gröber.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/history.py"/>
        <source>The history in this project cannot be read: {reason}</source>
        <translation>Der Verlauf in diesem Projekt kann nicht gelesen werden: {reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/kept_work.py"/>
        <source>Nothing can be written to {folder}: {reason}.</source>
        <translation>In {folder} kann nichts geschrieben werden: {reason}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/kept_work.py"/>
        <source>Save the project in a folder that you can write to.</source>
        <translation>Das Projekt in einem Ordner mit Schreibrechten speichern.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/kept_work.py"/>
        <source>{folder} cannot be removed: {reason}</source>
        <translation>{folder} kann nicht entfernt werden: {reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Engine settings…</source>
        <translation>Engine-Einstellungen…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Diagnose…</source>
        <translation>Diagnose…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Show the log</source>
        <translation>Protokoll anzeigen</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Choose the area</source>
        <translation>Bereich wählen</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Choose a model</source>
        <translation>Modell wählen</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Choose coarser pixels</source>
        <translation>Gröbere Pixel wählen</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Run again</source>
        <translation>Erneut starten</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Save the project…</source>
        <translation>Projekt speichern…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Correct what the sentence names and run it again.</source>
        <translation>Korrigieren, was der Satz nennt, und erneut starten.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Type a question, for example: Where is open water?</source>
        <translation>Eine Frage eingeben, zum Beispiel: Where is open water?</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Ask in one or two sentences.</source>
        <translation>In ein oder zwei Sätzen fragen.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Ask in English, or choose a model that knows your language.</source>
        <translation>Auf Englisch fragen oder ein Modell wählen, das Ihre Sprache kennt.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Check the layer's source: the file has moved, or the engine's machine cannot see it.</source>
        <translation>Die Quelle des Layers prüfen: Die Datei wurde verschoben, oder der Rechner der Engine kann sie nicht sehen.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Export the layer as a new GeoTIFF and ask that.</source>
        <translation>Den Layer als neues GeoTIFF exportieren und dieses befragen.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Assign the file its CRS and position first (Raster menu: Georeferencer or Assign Projection).</source>
        <translation>Der Datei zuerst KBS und Lage geben (Menü Raster: Georeferenzierung oder Projektion zuweisen).</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Choose an area on the raster: zoom to the layer, or search the whole layer.</source>
        <translation>Einen Bereich auf dem Raster wählen: auf den Layer zoomen oder im ganzen Layer suchen.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Choose an area where the raster has valid pixels.</source>
        <translation>Einen Bereich wählen, in dem das Raster gültige Pixel hat.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Choose a smaller area, or coarser pixels.</source>
        <translation>Einen kleineren Bereich oder gröbere Pixel wählen.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Choose another model.</source>
        <translation>Ein anderes Modell wählen.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Choose another model, or fetch this one again.</source>
        <translation>Ein anderes Modell wählen oder dieses erneut herunterladen.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Leave the device at automatic; the diagnosis tells which devices the engine finds.</source>
        <translation>Das Gerät auf „automatisch“ lassen; die Diagnose nennt die Geräte, die die Engine findet.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Check the connection and start the download again: it goes on where it stopped.</source>
        <translation>Die Verbindung prüfen und den Download erneut starten: Er wird dort fortgesetzt, wo er endete.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Check that the endpoint is up and run it again.</source>
        <translation>Prüfen, ob der Endpunkt läuft, und erneut starten.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Free some space and resume: the tiles that are done are kept.</source>
        <translation>Speicherplatz freigeben und fortsetzen: Fertige Kacheln bleiben erhalten.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Close other programs and resume, or choose a smaller model or coarser pixels.</source>
        <translation>Andere Programme schließen und fortsetzen, oder ein kleineres Modell oder gröbere Pixel wählen.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Resume it when you like: the tiles that are done are kept.</source>
        <translation>Jederzeit fortsetzbar: Fertige Kacheln bleiben erhalten.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>The diagnosis makes a report for the developers; the log has the details.</source>
        <translation>Die Diagnose erstellt einen Bericht für die Entwickler; Einzelheiten stehen im Protokoll.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Update the plugin and the engine to the same version.</source>
        <translation>Erweiterung und Engine auf dieselbe Version aktualisieren.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>The log has the details.</source>
        <translation>Einzelheiten stehen im Protokoll.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Fill in what is missing and run it again.</source>
        <translation>Fehlendes ergänzen und erneut starten.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Check the connection and the free space on the disk, and run it again.</source>
        <translation>Die Verbindung und den freien Speicherplatz prüfen und erneut starten.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Engine and plugin may be of different versions.</source>
        <translation>Engine und Erweiterung haben möglicherweise verschiedene Versionen.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Check the engine's command in its settings.</source>
        <translation>Den Befehl der Engine in ihren Einstellungen prüfen.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Set it up (Raster &gt; SegEarth &gt; Set up the engine…).</source>
        <translation>Richten Sie sie ein (Raster &gt; SegEarth &gt; Engine einrichten…).</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Correct the command in the engine settings.</source>
        <translation>Den Befehl in den Engine-Einstellungen korrigieren.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Check its command in the engine settings.</source>
        <translation>Ihren Befehl in den Engine-Einstellungen prüfen.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Check its command in the engine settings, and the Message Log under the tab SegEarth.</source>
        <translation>Ihren Befehl in den Engine-Einstellungen prüfen und das Protokoll unter dem Reiter SegEarth ansehen.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Update the older of the two.</source>
        <translation>Die ältere von beiden aktualisieren.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Resume it: the tiles that are done are kept. The log has the details.</source>
        <translation>Fortsetzen: Fertige Kacheln bleiben erhalten. Einzelheiten stehen im Protokoll.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Close other programs, or choose a smaller model, and resume: the tiles that are done are kept.</source>
        <translation>Andere Programme schließen oder ein kleineres Modell wählen und fortsetzen: Fertige Kacheln bleiben erhalten.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Resume it. If it happens again, choose a smaller area or a smaller model.</source>
        <translation>Fortsetzen. Tritt es erneut auf, einen kleineren Bereich oder ein kleineres Modell wählen.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Run it again: the engine starts by itself.</source>
        <translation>Erneut starten: Die Engine startet von selbst.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Install Python 3.10 or newer, then set up again.</source>
        <translation>Python 3.10 oder neuer installieren, dann erneut einrichten.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Free some space, or choose a folder on another disk.</source>
        <translation>Speicherplatz freigeben oder einen Ordner auf einem anderen Datenträger wählen.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Check the connection and the proxy in QGIS's options, then set up again.</source>
        <translation>Die Verbindung und den Proxy in den QGIS-Optionen prüfen, dann erneut einrichten.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Use an offline bundle, or an engine on another computer.</source>
        <translation>Ein Offline-Bundle oder eine Engine auf einem anderen Rechner verwenden.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Set up again: the file is fetched anew.</source>
        <translation>Erneut einrichten: Die Datei wird neu heruntergeladen.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Choose the folder that was made for this kind of computer.</source>
        <translation>Den Ordner wählen, der für diese Art von Rechner erstellt wurde.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Wait until the other QGIS has ended its set-up.</source>
        <translation>Warten, bis das andere QGIS seine Einrichtung beendet hat.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Set up again; if it fails again, the log of the set-up says why.</source>
        <translation>Erneut einrichten; schlägt es wieder fehl, nennt das Protokoll der Einrichtung den Grund.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Choose another program or environment, or let the plugin make one.</source>
        <translation>Ein anderes Programm oder eine andere Umgebung wählen oder von der Erweiterung eine erstellen lassen.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/one_tile.py"/>
        <source>The middle of the map is not on “{name}”.</source>
        <translation>Die Kartenmitte liegt nicht auf „{name}“.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/one_tile.py"/>
        <source>Move the map so that the place to try is in its middle.</source>
        <translation>Die Karte so verschieben, dass die zu probierende Stelle in der Mitte liegt.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/plan.py"/>
        <source>The engine's plan cannot be read: {reason}</source>
        <translation>Der Plan der Engine kann nicht gelesen werden: {reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/plan.py"/>
        <source>1 tile</source>
        <translation>1 Kachel</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/plan.py"/>
        <source>{count} tiles</source>
        <translation>{count} Kacheln</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/plan.py"/>
        <source>about {time}</source>
        <translation>ca. {time}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/plan.py"/>
        <source>{size} on disk</source>
        <translation>{size} auf dem Datenträger</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/plan.py"/>
        <source>{count} pixels of {gsd}</source>
        <translation>{count} Pixel zu {gsd}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/plan.py"/>
        <source>This run takes about {time} and up to {size} on disk.</source>
        <translation>Dieser Lauf dauert ca. {time} und belegt bis zu {size} auf dem Datenträger.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/plan.py"/>
        <source>{count} million</source>
        <translation>{count} Millionen</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/plan.py"/>
        <source>{count} billion</source>
        <translation>{count} Milliarden</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/preview_layers.py"/>
        <source>{question} (so far)</source>
        <translation>{question} (bisher)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>Model: {licence}</source>
        <translation>Modell: {licence}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>Question: {question}</source>
        <translation>Frage: {question}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>Raster: {raster}</source>
        <translation>Raster: {raster}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>Model: {model} ({fingerprint})</source>
        <translation>Modell: {model} ({fingerprint})</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>Threshold: {threshold}</source>
        <translation>Schwellenwert: {threshold}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>Searched: {area}</source>
        <translation>Durchsucht: {area}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>{date}: asked with SegEarth {engine} (run {run})</source>
        <translation>{date}: gefragt mit SegEarth {engine} (Lauf {run})</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>{tiles} tiles at {gsd} m a pixel</source>
        <translation>{tiles} Kacheln mit {gsd} m je Pixel</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>smallest area {value} m²</source>
        <translation>kleinste Fläche {value} m²</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>smallest hole {value} m²</source>
        <translation>kleinstes Loch {value} m²</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>outlines simplified by {value} m</source>
        <translation>Umrisse um {value} m vereinfacht</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>in {value}</source>
        <translation>in {value}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>inside the polygons of {value}</source>
        <translation>innerhalb der Polygone von {value}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>right angles</source>
        <translation>rechte Winkel</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/quick_look.py"/>
        <source>One tile: {question}</source>
        <translation>Eine Kachel: {question}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_bands.py"/>
        <source>Values from the 2nd to the 98th percentile of the raster become dark to bright.</source>
        <translation>Werte vom 2. bis zum 98. Perzentil des Rasters werden von dunkel bis hell abgebildet.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_bands.py"/>
        <source>8-bit values are taken as they are.</source>
        <translation>8-Bit-Werte werden unverändert übernommen.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_export.py"/>
        <source>Choose a folder that you can write to; in the dock it is that of the project.</source>
        <translation>Einen Ordner wählen, in den Sie schreiben können; im Dock ist es der des Projekts.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_export.py"/>
        <source>Fetching the raster may take {needed} MB; {folder} has {free} MB free.</source>
        <translation>Das Abrufen des Rasters benötigt bis zu {needed} MB; in {folder} sind {free} MB frei.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_export.py"/>
        <source>Free some space, choose a smaller area, or a folder on another disk.</source>
        <translation>Platz schaffen, einen kleineren Bereich oder einen Ordner auf einem anderen Datenträger wählen.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_export.py"/>
        <source>“{name}” could not be fetched: {reason}.</source>
        <translation>„{name}“ konnte nicht abgerufen werden: {reason}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_export.py"/>
        <source>its pixels cannot be read</source>
        <translation>seine Pixel können nicht gelesen werden</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_export.py"/>
        <source>it cannot be reprojected</source>
        <translation>es kann nicht umprojiziert werden</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_export.py"/>
        <source>the file cannot be written ({code})</source>
        <translation>die Datei kann nicht geschrieben werden ({code})</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_export.py"/>
        <source>its service has no picture of this place at this scale</source>
        <translation>der Dienst hat von diesem Ort in diesem Maßstab kein Bild</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_export.py"/>
        <source>SegEarth: fetching “{name}”</source>
        <translation>SegEarth: „{name}“ wird abgerufen</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_export.py"/>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_source.py"/>
        <source>There is no raster to ask.</source>
        <translation>Es gibt kein Raster, das befragt werden kann.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_source.py"/>
        <source>Add a raster layer to the project.</source>
        <translation>Dem Projekt einen Rasterlayer hinzufügen.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_source.py"/>
        <source>“{name}” is not a file but comes from a service or a database.</source>
        <translation>„{name}“ ist keine Datei, sondern stammt aus einem Dienst oder einer Datenbank.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_source.py"/>
        <source>“{name}” is a part of a larger file, which the engine cannot open yet.</source>
        <translation>„{name}“ ist Teil einer größeren Datei, die die Engine noch nicht öffnen kann.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_source.py"/>
        <source>The file of “{name}” is no longer at {path}.</source>
        <translation>Die Datei von „{name}“ ist nicht mehr unter {path}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_source.py"/>
        <source>Repair the layer's source, or add the raster again.</source>
        <translation>Die Quelle des Layers reparieren oder das Raster erneut hinzufügen.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_source.py"/>
        <source>“{name}” has a format that the engine cannot read.</source>
        <translation>„{name}“ hat ein Format, das die Engine nicht lesen kann.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_source.py"/>
        <source>“{name}” cannot be read: its source does not answer.</source>
        <translation>„{name}“ kann nicht gelesen werden: Die Quelle antwortet nicht.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_source.py"/>
        <source>Check the connection, then repair the layer's source or add it again.</source>
        <translation>Die Verbindung prüfen, dann die Quelle des Layers reparieren oder ihn erneut hinzufügen.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_source.py"/>
        <source>“{name}” is shown in {shown}, but its file says {in_file}.</source>
        <translation>„{name}“ wird in {shown} angezeigt, die Datei nennt aber {in_file}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_source.py"/>
        <source>“{name}” has its CRS from QGIS alone: its file has none.</source>
        <translation>„{name}“ hat sein KBS nur von QGIS: Die Datei hat keines.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/replies.py"/>
        <source>{count} of its pictures did not come ({reason})</source>
        <translation>{count} seiner Bilder kamen nicht an ({reason})</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/replies.py"/>
        <source>QGIS was too busy to tell whether all of it came</source>
        <translation>QGIS war zu beschäftigt, um zu sagen, ob alles ankam</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/replies.py"/>
        <source>no answer in time</source>
        <translation>keine Antwort in der gegebenen Zeit</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/result_file.py"/>
        <source>The result {path} cannot be opened.</source>
        <translation>Das Ergebnis {path} kann nicht geöffnet werden.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/result_file.py"/>
        <source>Was it moved? If the engine runs on another machine, its folder must be visible here.</source>
        <translation>Wurde es verschoben? Läuft die Engine auf einem anderen Rechner, muss ihr Ordner hier sichtbar sein.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/result_layers.py"/>
        <source>Answers</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/result_layers.py"/>
        <source>Coverage</source>
        <translation>Abdeckung</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/result_layers.py"/>
        <source>Probability</source>
        <translation>Wahrscheinlichkeit</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/result_layers.py"/>
        <source>Probability: {question}</source>
        <translation>Wahrscheinlichkeit: {question}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/review.py"/>
        <source>“{name}” holds no answers of SegEarth.</source>
        <translation>„{name}“ enthält keine Antworten von SegEarth.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/review.py"/>
        <source>Choose the layer Answers of a run.</source>
        <translation>Den Layer „Antworten“ eines Laufs wählen.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/review.py"/>
        <source>Keep an area</source>
        <translation>Fläche behalten</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/review.py"/>
        <source>Reject an area</source>
        <translation>Fläche ablehnen</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/review.py"/>
        <source>The review cannot be saved: {reason}</source>
        <translation>Die Prüfung kann nicht gespeichert werden: {reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/review.py"/>
        <source>“{name}” cannot be changed.</source>
        <translation>„{name}“ kann nicht geändert werden.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/review.py"/>
        <source>Check that its file is not read-only and not open in another program.</source>
        <translation>Prüfen, ob die Datei schreibgeschützt oder in einem anderen Programm geöffnet ist.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_layers.py"/>
        <source>The areas of “{name}” cannot be written: {reason}</source>
        <translation>Die Flächen von „{name}“ können nicht geschrieben werden: {reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_layers.py"/>
        <source>Its file may be incomplete now: free some space, and change a value again to draw them anew.</source>
        <translation>Die Datei ist jetzt womöglich unvollständig: Speicherplatz freigeben und einen Wert erneut ändern, um die Flächen neu zu zeichnen.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_progress.py"/>
        <source>Drawing polygons</source>
        <translation>Polygone werden gezeichnet</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_progress.py"/>
        <source>Putting the answer into words</source>
        <translation>Die Antwort wird in Worte gefasst</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_progress.py"/>
        <source>Writing the result</source>
        <translation>Das Ergebnis wird geschrieben</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_progress.py"/>
        <source>Tile {done} of {total}</source>
        <translation>Kachel {done} von {total}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_progress.py"/>
        <source>Reading the raster</source>
        <translation>Das Raster wird gelesen</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_progress.py"/>
        <source>{areas} found</source>
        <translation>{areas} gefunden</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_progress.py"/>
        <source>{time} left</source>
        <translation>{time} verbleibend</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_result.py"/>
        <source>{areas}, {area}</source>
        <translation>{areas}, {area}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_result.py"/>
        <source>Nothing found</source>
        <translation>Nichts gefunden</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_result.py"/>
        <source>Nothing found in {searched} searched</source>
        <translation>Auf {searched} nichts gefunden</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_result.py"/>
        <source>{areas}, {area}, in {searched} searched</source>
        <translation>{areas}, {area}, auf {searched} gesucht</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_result.py"/>
        <source>“{answer}”</source>
        <translation>„{answer}“</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_result.py"/>
        <source>1 tile failed and was not searched: see the coverage layer.</source>
        <translation>1 Kachel ist fehlgeschlagen und wurde nicht durchsucht: siehe Layer „Abdeckung“.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_result.py"/>
        <source>{count} tiles failed and were not searched: see the coverage layer.</source>
        <translation>{count} Kacheln sind fehlgeschlagen und wurden nicht durchsucht: siehe Layer „Abdeckung“.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_result.py"/>
        <source>The engine's answer cannot be read: {reason}</source>
        <translation>Die Antwort der Engine kann nicht gelesen werden: {reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/sample_pixels.py"/>
        <source>The run's record is missing, so the stretch of “{name}” is not known.</source>
        <translation>Die Aufzeichnung des Laufs fehlt, daher ist die Streckung von „{name}“ unbekannt.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/sample_pixels.py"/>
        <source>Keep the run's folder beside its result, or ask again.</source>
        <translation>Den Ordner des Laufs neben seinem Ergebnis belassen oder erneut fragen.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/sample_pixels.py"/>
        <source>The raster cannot be read.</source>
        <translation>Das Raster kann nicht gelesen werden.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/sample_pixels.py"/>
        <source>Pixels of this data type cannot be exported.</source>
        <translation>Pixel dieses Datentyps können nicht exportiert werden.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/search_area.py"/>
        <source>The area to search is empty.</source>
        <translation>Der Suchbereich ist leer.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/search_area.py"/>
        <source>Zoom to the raster, or draw again.</source>
        <translation>Auf das Raster zoomen oder erneut zeichnen.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/search_area.py"/>
        <source>There is no polygon layer to search in.</source>
        <translation>Es gibt keinen Polygonlayer, in dem gesucht werden kann.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/search_area.py"/>
        <source>Add one, or choose another area.</source>
        <translation>Einen hinzufügen oder einen anderen Bereich wählen.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/search_area.py"/>
        <source>“{name}” has no CRS, so nobody knows where its polygons lie.</source>
        <translation>„{name}“ hat kein KBS, die Lage der Polygone ist daher unbekannt.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/search_area.py"/>
        <source>“{name}” has no polygon to search in.</source>
        <translation>„{name}“ hat kein Polygon, in dem gesucht werden kann.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/search_area.py"/>
        <source>Draw one, select one, or choose another area.</source>
        <translation>Eines zeichnen, eines auswählen oder einen anderen Bereich wählen.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/search_area.py"/>
        <source>The polygons of “{name}” cannot be written: {reason}</source>
        <translation>Die Polygone von „{name}“ können nicht geschrieben werden: {reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/styles.py"/>
        <source>{percent} %</source>
        <translation>{percent} %</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/text.py"/>
        <source>less than 1 s</source>
        <translation>weniger als 1 s</translation>
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
        <translation>1 Fläche</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/text.py"/>
        <source>{count} areas</source>
        <translation>{count} Flächen</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/training_sample.py"/>
        <source>{total} pictures written, {without} of them without the target.</source>
        <translation>{total} Bilder geschrieben, davon {without} ohne das Gesuchte.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/training_sample.py"/>
        <source>{count} were left out, as areas in them are not reviewed.</source>
        <translation>{count} wurden ausgelassen, da Flächen darin nicht geprüft sind.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/training_sample.py"/>
        <source>Nothing in “{name}” is reviewed yet.</source>
        <translation>In „{name}“ ist noch nichts geprüft.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/training_sample.py"/>
        <source>Keep or reject areas first.</source>
        <translation>Zuerst Flächen behalten oder ablehnen.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/training_sample.py"/>
        <source>The raster of this run cannot be opened.</source>
        <translation>Das Raster dieses Laufs kann nicht geöffnet werden.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/training_sample.py"/>
        <source>Is it still where it was?</source>
        <translation>Ist es noch dort, wo es war?</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/adjuster.py"/>
        <source>“{name}” is being edited, so its areas stay as they are.</source>
        <translation>„{name}“ wird gerade bearbeitet, daher bleiben die Flächen, wie sie sind.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/adjuster.py"/>
        <source>Save or drop the edits first.</source>
        <translation>Zuerst die Änderungen speichern oder verwerfen.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/blocking_client.py"/>
        <source>Starting the engine: {command}</source>
        <translation>Die Engine wird gestartet: {command}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/blocking_client.py"/>
        <source>The engine did not end by itself and was killed.</source>
        <translation>Die Engine endete nicht von selbst und wurde zwangsweise beendet.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/blocking_client.py"/>
        <source>The engine reported an error without words.</source>
        <translation>Die Engine hat einen Fehler ohne Text gemeldet.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/blocking_client.py"/>
        <source>The run did not end after it was cancelled; the engine is ended.</source>
        <translation>Der Lauf endete nach dem Abbruch nicht; die Engine wird beendet.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/blocking_client.py"/>
        <source>The engine said something that is no message: {text}</source>
        <translation>Die Engine hat etwas ausgegeben, das keine Nachricht ist: {text}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/client.py"/>
        <source>The engine was stopped.</source>
        <translation>Die Engine wurde angehalten.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/client.py"/>
        <source>The engine was ended.</source>
        <translation>Die Engine wurde beendet.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/client.py"/>
        <source>The engine's last line was cut: {text}</source>
        <translation>Die letzte Zeile der Engine war abgeschnitten: {text}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/doctor_run.py"/>
        <source>The engine made no report within {seconds} s.</source>
        <translation>Die Engine hat innerhalb von {seconds} s keinen Bericht erstellt.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/doctor_run.py"/>
        <source>The engine's program cannot be started.</source>
        <translation>Das Programm der Engine kann nicht gestartet werden.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/doctor_run.py"/>
        <source>The engine gave no report: {reason}</source>
        <translation>Die Engine hat keinen Bericht geliefert: {reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/endings.py"/>
        <source>SegEarth has no engine to ask yet.</source>
        <translation>SegEarth hat noch keine Engine, die gefragt werden kann.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/endings.py"/>
        <source>The engine's command cannot be read: {reason}.</source>
        <translation>Der Befehl der Engine kann nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/endings.py"/>
        <source>The engine cannot be started: {program} does not exist or is not a program.</source>
        <translation>Die Engine kann nicht gestartet werden: {program} existiert nicht oder ist kein Programm.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/endings.py"/>
        <source>exit code {code}</source>
        <translation>Exit-Code {code}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/endings.py"/>
        <source>The engine ended before it was ready: {reason}</source>
        <translation>Die Engine endete, bevor sie bereit war: {reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/endings.py"/>
        <source>The engine refused to start.</source>
        <translation>Die Engine hat den Start verweigert.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/endings.py"/>
        <source>The engine ({engine}) and this plugin ({plugin}) are of different versions.</source>
        <translation>Die Engine ({engine}) und diese Erweiterung ({plugin}) haben verschiedene Versionen.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/endings.py"/>
        <source>The engine was ended from outside, most likely because memory ran out.</source>
        <translation>Die Engine wurde von außen beendet, höchstwahrscheinlich wegen Speichermangels.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/endings.py"/>
        <source>The engine stopped in the middle of its work.</source>
        <translation>Die Engine ist mitten in der Arbeit stehen geblieben.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/endings.py"/>
        <source>The engine did not become ready and was silent for {seconds} s.</source>
        <translation>Die Engine wurde nicht bereit und schwieg {seconds} s lang.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/endings.py"/>
        <source>The engine gave no sign of life for {seconds} s and was ended.</source>
        <translation>Die Engine gab {seconds} s lang kein Lebenszeichen und wurde beendet.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/endings.py"/>
        <source>Set it up (Raster &gt; SegEarth &gt; Set up the engine…), or give its command in the settings, such as: {example}</source>
        <translation>Richten Sie sie ein (Raster &gt; SegEarth &gt; Engine einrichten…) oder geben Sie ihren Befehl in den Einstellungen an, etwa: {example}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/question_run.py"/>
        <source>SegEarth: {question}</source>
        <translation>SegEarth: {question}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_bundle.py"/>
        <source>Choose the folder that make bundle wrote, with its file {name}.</source>
        <translation>Den Ordner wählen, den „make bundle“ geschrieben hat, mit seiner Datei {name}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_bundle.py"/>
        <source>{folder} is no offline bundle: {reason}.</source>
        <translation>{folder} ist kein Offline-Bundle: {reason}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_bundle.py"/>
        <source>{name} of the bundle is damaged, or of another version of the plugin.</source>
        <translation>{name} des Bundles ist beschädigt oder gehört zu einer anderen Version der Erweiterung.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_bundle.py"/>
        <source>This bundle holds the engine {bundle}, but the plugin needs {plugin}.</source>
        <translation>Dieses Bundle enthält die Engine {bundle}, die Erweiterung benötigt aber {plugin}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_bundle.py"/>
        <source>Make the bundle again with the same version, or install the plugin of version {version}.</source>
        <translation>Das Bundle mit derselben Version neu erstellen oder die Erweiterung in Version {version} installieren.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_bundle.py"/>
        <source>This bundle is for {bundle}; this computer is {here}.</source>
        <translation>Dieses Bundle ist für {bundle}; dieser Rechner ist {here}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_bundle.py"/>
        <source>Make the bundle on a computer of the same kind.</source>
        <translation>Das Bundle auf einem Rechner derselben Art erstellen.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>The set-up cannot begin: {reason}</source>
        <translation>Die Einrichtung kann nicht beginnen: {reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Looking for Python</source>
        <translation>Python wird gesucht</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Checking the bundle</source>
        <translation>Das Bundle wird geprüft</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Making the environment</source>
        <translation>Die Umgebung wird erstellt</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Preparing the installer</source>
        <translation>Das Installationsprogramm wird vorbereitet</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Installing PyTorch</source>
        <translation>PyTorch wird installiert</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Installing the libraries</source>
        <translation>Die Bibliotheken werden installiert</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Installing the engine and its model</source>
        <translation>Die Engine und ihr Modell werden installiert</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Copying further models</source>
        <translation>Weitere Modelle werden kopiert</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Trying the engine on one tile</source>
        <translation>Die Engine wird an einer Kachel erprobt</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>The set-up cannot go on: {reason}</source>
        <translation>Die Einrichtung kann nicht fortgesetzt werden: {reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>The bundle is damaged: {files}</source>
        <translation>Das Bundle ist beschädigt: {files}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Copy these files again from where the bundle was made.</source>
        <translation>Diese Dateien erneut von dort kopieren, wo das Bundle erstellt wurde.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>The bundle could not be checked.</source>
        <translation>Das Bundle konnte nicht geprüft werden.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Python could not make an environment in {folder}.</source>
        <translation>Python konnte in {folder} keine Umgebung erstellen.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Going on with the pip that came with Python.</source>
        <translation>Weiter mit dem pip, das mit Python kam.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>There is no build for the processor alone; taking the ordinary one, which is larger.</source>
        <translation>Es gibt keine Ausgabe nur für den Prozessor; die gewöhnliche wird genommen, die größer ist.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>The model {name} could not be copied.</source>
        <translation>Das Modell {name} konnte nicht kopiert werden.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>The engine was installed but does not work.</source>
        <translation>Die Engine wurde installiert, funktioniert aber nicht.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Another QGIS is setting up this engine.</source>
        <translation>Ein anderes QGIS richtet diese Engine gerade ein.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Wait until it has finished, or close it.</source>
        <translation>Warten, bis es fertig ist, oder es schließen.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>The engine needs {needed} GB of disk; {folder} has {free} GB free.</source>
        <translation>Die Engine benötigt {needed} GB Speicherplatz; in {folder} sind {free} GB frei.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Free some space, or choose another folder under Advanced.</source>
        <translation>Speicherplatz freigeben oder unter „Erweitert“ einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>The disk became full while packages were installed.</source>
        <translation>Der Datenträger wurde voll, während Pakete installiert wurden.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>Free some space and press Continue: what is there already is kept.</source>
        <translation>Speicherplatz freigeben und „Fortsetzen“ drücken: Was schon da ist, bleibt erhalten.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>A package arrived damaged.</source>
        <translation>Ein Paket kam beschädigt an.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>Press Continue to fetch it again. If it happens again: a bundle.</source>
        <translation>„Fortsetzen“ drücken, um es erneut herunterzuladen. Tritt es wieder auf: ein Bundle verwenden.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>The proxy refused the connection.</source>
        <translation>Der Proxy hat die Verbindung verweigert.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>Correct it in Settings &gt; Options &gt; Network, with user and password, then press Continue.</source>
        <translation>Unter Einstellungen &gt; Optionen &gt; Netzwerk mit Benutzer und Passwort korrigieren, dann „Fortsetzen“ drücken.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>The secure connection was refused: a certificate is not trusted.</source>
        <translation>Die sichere Verbindung wurde verweigert: Einem Zertifikat wird nicht vertraut.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>Company networks often need a certificate of their own: set it for pip (PIP_CERT), or use an offline bundle.</source>
        <translation>Firmennetze benötigen oft ein eigenes Zertifikat: Es für pip setzen (PIP_CERT) oder ein Offline-Bundle verwenden.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>The package server cannot be reached.</source>
        <translation>Der Paketserver ist nicht erreichbar.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>Check the connection, and the proxy in Settings &gt; Options &gt; Network; then press Continue. Without internet, use an offline bundle.</source>
        <translation>Die Verbindung prüfen und den Proxy unter Einstellungen &gt; Optionen &gt; Netzwerk, dann „Fortsetzen“ drücken. Ohne Internet ein Offline-Bundle verwenden.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>The bundle was made for another computer or is not complete. Make it again with make bundle.</source>
        <translation>Das Bundle wurde für einen anderen Rechner erstellt oder ist unvollständig. Mit „make bundle“ neu erstellen.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>Give a folder or an index that has it under Advanced, or use an offline bundle.</source>
        <translation>Unter „Erweitert“ einen Ordner oder Index angeben, der es enthält, oder ein Offline-Bundle verwenden.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>{package} was found in no place for this Python.</source>
        <translation>{package} wurde für dieses Python nirgends gefunden.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>The packages could not be installed.</source>
        <translation>Die Pakete konnten nicht installiert werden.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>Press Continue to try again. The log says:</source>
        <translation>„Fortsetzen“ drücken, um es erneut zu versuchen. Das Protokoll sagt:</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_python.py"/>
        <source>{program} is no Python of version {needed}.</source>
        <translation>{program} ist kein Python der Version {needed}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_python.py"/>
        <source>No suitable Python was found on this computer; it takes version {needed}.</source>
        <translation>Auf diesem Rechner wurde kein passendes Python gefunden; benötigt wird Version {needed}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_python.py"/>
        <source>Python is there, but not its module venv. In a terminal: sudo apt install python3-venv</source>
        <translation>Python ist da, aber nicht sein Modul venv. In einem Terminal: sudo apt install python3-venv</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_python.py"/>
        <source>Install Python with your package manager, then try again; or choose its program below.</source>
        <translation>Python mit der Paketverwaltung installieren, dann erneut versuchen; oder unten sein Programm wählen.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_python.py"/>
        <source>Install Python from python.org, then try again; or choose its program below.</source>
        <translation>Python von python.org installieren, dann erneut versuchen; oder unten sein Programm wählen.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_python.py"/>
        <source>Seen: {list}</source>
        <translation>Gesehen: {list}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_report.py"/>
        <source>It is version {engine}, but {version} is needed.</source>
        <translation>Es ist Version {engine}, benötigt wird aber {version}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>SegEarth needs its engine: it is set up once, beside QGIS.</source>
        <translation>SegEarth benötigt seine Engine: Sie wird einmal neben QGIS eingerichtet.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>The set-up of the engine is not finished.</source>
        <translation>Die Einrichtung der Engine ist nicht abgeschlossen.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>The engine is damaged or no longer there.</source>
        <translation>Die Engine ist beschädigt oder nicht mehr da.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>The engine is older than the plugin.</source>
        <translation>Die Engine ist älter als die Erweiterung.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>The engine is being set up.</source>
        <translation>Die Engine wird eingerichtet.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>The engine is set up.</source>
        <translation>Die Engine ist eingerichtet.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>Set-up</source>
        <translation>Einrichtung</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>Packages</source>
        <translation>Pakete</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>The command cannot be read: {reason}.</source>
        <translation>Der Befehl kann nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>Close its quotes.</source>
        <translation>Die Anführungszeichen schließen.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>There is no command yet.</source>
        <translation>Es gibt noch keinen Befehl.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>For example: ssh gpu-box segearth serve</source>
        <translation>Zum Beispiel: ssh gpu-box segearth serve</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>Starting {command}</source>
        <translation>{command} wird gestartet</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>The engine is ready.</source>
        <translation>Die Engine ist bereit.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>The engine {version} answers. Models: {models}</source>
        <translation>Die Engine {version} antwortet. Modelle: {models}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_trial.py"/>
        <source>This engine is version {engine}; the plugin is {plugin}.</source>
        <translation>Diese Engine hat Version {engine}; die Erweiterung hat {plugin}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_trial.py"/>
        <source>Update it, in its environment: pip install segearth=={version}</source>
        <translation>In ihrer Umgebung aktualisieren: pip install segearth=={version}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_trial.py"/>
        <source>There is no engine in {folder}.</source>
        <translation>In {folder} gibt es keine Engine.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_trial.py"/>
        <source>Choose the folder of a Python environment with segearth installed, or its program {name}.</source>
        <translation>Den Ordner einer Python-Umgebung mit installiertem segearth oder dessen Programm {name} wählen.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/fault_plugin.py"/>
        <source>SegEarth could not be loaded in QGIS {version}: {reason}</source>
        <translation>SegEarth konnte in QGIS {version} nicht geladen werden: {reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/area_widget.py"/>
        <source>What the map shows</source>
        <translation>Was die Karte zeigt</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/area_widget.py"/>
        <source>The part of the raster that is visible when the run starts</source>
        <translation>Der Teil des Rasters, der beim Start des Laufs sichtbar ist</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/area_widget.py"/>
        <source>The whole raster</source>
        <translation>Das ganze Raster</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/area_widget.py"/>
        <source>From edge to edge</source>
        <translation>Von Rand zu Rand</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/area_widget.py"/>
        <source>A drawn rectangle</source>
        <translation>Ein gezeichnetes Rechteck</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/area_widget.py"/>
        <source>Drag a rectangle on the map</source>
        <translation>Ein Rechteck auf der Karte aufziehen</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/area_widget.py"/>
        <source>Polygons of a layer</source>
        <translation>Polygone eines Layers</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/area_widget.py"/>
        <source>Only inside the polygons of a layer</source>
        <translation>Nur innerhalb der Polygone eines Layers</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/area_widget.py"/>
        <source>No rectangle is drawn yet.</source>
        <translation>Noch ist kein Rechteck gezeichnet.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/area_widget.py"/>
        <source>Press “Draw on map” and drag a rectangle, or choose another area.</source>
        <translation>„Auf Karte zeichnen“ drücken und ein Rechteck aufziehen oder einen anderen Bereich wählen.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/ask_panel.py"/>
        <source>Type a question and press Run.</source>
        <translation>Eine Frage eingeben und „Starten“ drücken.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/ask_panel.py"/>
        <source>Fetching the raster…</source>
        <translation>Raster wird abgerufen…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/ask_panel.py"/>
        <source>Planning…</source>
        <translation>Wird geplant…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/ask_panel.py"/>
        <source>Starting…</source>
        <translation>Wird gestartet…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/ask_panel.py"/>
        <source>Cancelling…</source>
        <translation>Wird abgebrochen…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/ask_panel.py"/>
        <source>The engine stopped; starting it again ({number} of {most})…</source>
        <translation>Die Engine ist stehen geblieben und wird neu gestartet ({number} von {most})…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/band_picker.py"/>
        <source>As the file says</source>
        <translation>Wie in der Datei angegeben</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/band_picker.py"/>
        <source>Red, green and blue by their names in the file, else bands 1, 2, 3</source>
        <translation>Rot, Grün und Blau nach ihren Namen in der Datei, sonst die Kanäle 1, 2, 3</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/band_picker.py"/>
        <source>As displayed</source>
        <translation>Wie angezeigt</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/band_picker.py"/>
        <source>The bands that the map shows when the run starts</source>
        <translation>Die Kanäle, die die Karte beim Start des Laufs zeigt</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/band_picker.py"/>
        <source>Choose bands</source>
        <translation>Kanäle wählen</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/band_picker.py"/>
        <source>Any three bands</source>
        <translation>Drei beliebige Kanäle</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/band_picker.py"/>
        <source>Red</source>
        <translation>Rot</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/band_picker.py"/>
        <source>Green</source>
        <translation>Grün</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/band_picker.py"/>
        <source>Blue</source>
        <translation>Blau</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/band_picker.py"/>
        <source>As displayed ({bands})</source>
        <translation>Wie angezeigt ({bands})</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/consent_row.py"/>
        <source>Change anyway</source>
        <translation>Trotzdem ändern</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/consent_row.py"/>
        <source>Leave it as it is</source>
        <translation>So lassen</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/consent_row.py"/>
        <source>The file of this layer was changed after its areas were drawn.</source>
        <translation>Die Datei dieses Layers wurde geändert, nachdem seine Flächen gezeichnet wurden.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/consent_row.py"/>
        <source>Drawing them anew loses that.</source>
        <translation>Beim Neuzeichnen gehen diese Änderungen verloren.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/consent_row.py"/>
        <source>1 area of this layer is reviewed.</source>
        <translation>1 Fläche dieses Layers ist geprüft.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/consent_row.py"/>
        <source>{count} areas of this layer are reviewed.</source>
        <translation>{count} Flächen dieses Layers sind geprüft.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/consent_row.py"/>
        <source>Drawing them anew forgets that.</source>
        <translation>Beim Neuzeichnen geht das verloren.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/dock.py"/>
        <source>SegEarth</source>
        <translation>SegEarth</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/dock.py"/>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/dock.py"/>
        <source>Review</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/dock.py"/>
        <source>History of this project</source>
        <translation>Verlauf dieses Projekts</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/dock.py"/>
        <source>What the run had done is deleted.</source>
        <translation>Was der Lauf getan hatte, ist gelöscht.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>SegEarth: diagnosis</source>
        <translation>SegEarth: Diagnose</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>Detail</source>
        <translation>Einzelheit</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>&amp;Last lines of the engine</source>
        <translation>&amp;Letzte Zeilen der Engine</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>The engine has written nothing.</source>
        <translation>Die Engine hat nichts ausgegeben.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>The report leaves out your user name, the name of your home folder and that of the computer.</source>
        <translation>Der Bericht lässt Ihren Benutzernamen, den Namen Ihres Benutzerordners und den des Rechners aus.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>Copy as &amp;Markdown</source>
        <translation>Als &amp;Markdown kopieren</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>&amp;Again</source>
        <translation>&amp;Erneut</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>no engine is set up</source>
        <translation>keine Engine eingerichtet</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>There is no engine yet.</source>
        <translation>Es gibt noch keine Engine.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>Asking the engine, and the model about one tile…</source>
        <translation>Die Engine wird gefragt und das Modell zu einer Kachel…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>This may take a minute.</source>
        <translation>Dies kann eine Minute dauern.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>Everything works.</source>
        <translation>Alles funktioniert.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>One tile went through the model.</source>
        <translation>Eine Kachel ging durch das Modell.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>Something does not work: {names}</source>
        <translation>Etwas funktioniert nicht: {names}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>The rows below say what. The report has everything that others need to help.</source>
        <translation>Die Zeilen unten sagen, was. Der Bericht enthält alles, was andere zum Helfen brauchen.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/engine_row.py"/>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/engine_row.py"/>
        <source>Diagnose the engine…</source>
        <translation>Diagnose der Engine…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/engine_row.py"/>
        <source>Engine {version} ready</source>
        <translation>Engine {version} bereit</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/engine_row.py"/>
        <source>Engine starting…</source>
        <translation>Engine startet…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/engine_row.py"/>
        <source>Engine not running</source>
        <translation>Engine läuft nicht</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/history_panel.py"/>
        <source>Double-click, or press Return, to bring a question back; Delete removes it</source>
        <translation>Doppelklick oder Return holt eine Frage zurück; Delete (Entf) entfernt sie</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/history_panel.py"/>
        <source>The same once more, into a new file</source>
        <translation>Dasselbe noch einmal, in eine neue Datei</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/history_panel.py"/>
        <source>Copy as</source>
        <translation>Kopieren als</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/history_panel.py"/>
        <source>The same as a command for a terminal</source>
        <translation>Dasselbe als Befehl für ein Terminal</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/history_panel.py"/>
        <source>Command of the engine (segearth)</source>
        <translation>Befehl der Engine (segearth)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/history_panel.py"/>
        <source>Command of QGIS (qgis_process)</source>
        <translation>Befehl von QGIS (qgis_process)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/history_panel.py"/>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/history_panel.py"/>
        <source>From this list; its files stay</source>
        <translation>Aus dieser Liste; die Dateien bleiben</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/history_panel.py"/>
        <source>Bring back</source>
        <translation>Zurückholen</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/interrupted_row.py"/>
        <source>&amp;Keep it</source>
        <translation>Be&amp;halten</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/interrupted_row.py"/>
        <source>Draw the areas that were found so far</source>
        <translation>Die bisher gefundenen Flächen zeichnen</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/interrupted_row.py"/>
        <source>Go &amp;on</source>
        <translation>Fortsetze&amp;n</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/interrupted_row.py"/>
        <source>Search the tiles that are left</source>
        <translation>Die übrigen Kacheln durchsuchen</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/interrupted_row.py"/>
        <source>&amp;Discard</source>
        <translation>&amp;Verwerfen</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/interrupted_row.py"/>
        <source>Delete what this run has done</source>
        <translation>Löschen, was dieser Lauf getan hat</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/interrupted_row.py"/>
        <source>{done} of {tiles} tiles are done and kept.</source>
        <translation>{done} von {tiles} Kacheln sind fertig und bleiben erhalten.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/options_page.py"/>
        <source>SegEarth answers with an engine: a program of its own, on this computer or on another one. The set-up installs it or takes one that is there; it can also be given by hand, as the command that starts it. {link} tells more.</source>
        <translation>SegEarth antwortet mit einer Engine: einem eigenen Programm auf diesem oder einem anderen Rechner. Die Einrichtung installiert sie oder nimmt eine vorhandene; sie kann auch von Hand angegeben werden, als der Befehl, der sie startet. Mehr dazu: {link}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/options_page.py"/>
        <source>Program and arguments; quote what has blanks. On another machine: ssh box segearth serve</source>
        <translation>Programm und Argumente; Teile mit Leerzeichen in Anführungszeichen setzen. Auf einem anderen Rechner: ssh box segearth serve</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/options_page.py"/>
        <source>Browse…</source>
        <translation>Durchsuchen…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/options_page.py"/>
        <source>Test</source>
        <translation>Testen</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/options_page.py"/>
        <source>Start the engine with this command and see whether it answers</source>
        <translation>Die Engine mit diesem Befehl starten und sehen, ob sie antwortet</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/options_page.py"/>
        <source>Set up the engine…</source>
        <translation>Engine einrichten…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/options_page.py"/>
        <source>See what works and what does not, and copy it as a report</source>
        <translation>Sehen, was funktioniert und was nicht, und es als Bericht kopieren</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/options_page.py"/>
        <source>Engine &amp;command</source>
        <translation>Engine-&amp;Befehl</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/options_page.py"/>
        <source>Starting the engine…</source>
        <translation>Die Engine wird gestartet…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/options_page.py"/>
        <source>The engine's program</source>
        <translation>Programm der Engine</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/options_page.py"/>
        <source>The engine answers.</source>
        <translation>Die Engine antwortet.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/options_page.py"/>
        <source>Version {version}; devices: {devices}; models: {models}</source>
        <translation>Version {version}; Geräte: {devices}; Modelle: {models}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/outcome.py"/>
        <source>The result cannot be shown; its file is there.</source>
        <translation>Das Ergebnis kann nicht angezeigt werden; seine Datei ist da.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/outcome.py"/>
        <source>The run was cancelled.</source>
        <translation>Der Lauf wurde abgebrochen.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/outcome.py"/>
        <source>The project was closed during the run, so its layers were not added. They are in {path}.</source>
        <translation>Das Projekt wurde während des Laufs geschlossen, daher wurden die Layer des Laufs nicht hinzugefügt. Sie liegen in {path}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/outcome.py"/>
        <source>Drawn anew from the run, without the model.</source>
        <translation>Aus dem Lauf neu gezeichnet, ohne das Modell.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/outcome.py"/>
        <source>Finished in {time}: the scene was already encoded.</source>
        <translation>Fertig in {time}: Die Szene war schon kodiert.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/outcome.py"/>
        <source>Finished in {time}.</source>
        <translation>Fertig in {time}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/path_link.py"/>
        <source>{path}
Click to open its folder</source>
        <translation>{path}
Klicken, um den Ordner zu öffnen</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/plan_row.py"/>
        <source>Run it &amp;anyway</source>
        <translation>Tr&amp;otzdem starten</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/plan_row.py"/>
        <source>Try one tile first</source>
        <translation>Erst eine Kachel probieren</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/plan_row.py"/>
        <source>QGIS fetches {columns} × {rows} pixels of {gsd} m first.</source>
        <translation>QGIS ruft zuerst {columns} × {rows} Pixel zu {gsd} m ab.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/plan_row.py"/>
        <source>What this run would take here: {plan}. The time is an estimate.</source>
        <translation>Was dieser Lauf hier benötigen würde: {plan}. Die Zeit ist eine Schätzung.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/polygon_picker.py"/>
        <source>Only inside the polygons of this layer</source>
        <translation>Nur innerhalb der Polygone dieses Layers</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/polygon_picker.py"/>
        <source>Selected features only ({count})</source>
        <translation>Nur gewählte Objekte ({count})</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/polygon_picker.py"/>
        <source>Selected features only</source>
        <translation>Nur gewählte Objekte</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>Where could people gather safely after an earthquake?</source>
        <translation>Where could people gather safely after an earthquake?</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>One question a line, up to {count}. Ctrl+Return runs, Esc cancels.</source>
        <translation>Eine Frage je Zeile, bis zu {count}. Ctrl+Return startet, Esc bricht ab.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>Questions, one a line</source>
        <translation>Fragen, eine je Zeile</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>&amp;Examples</source>
        <translation>&amp;Beispiele</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>Questions to start from, by domain</source>
        <translation>Fragen für den Anfang, nach Fachgebiet</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>There is no question yet.</source>
        <translation>Es gibt noch keine Frage.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>Type one, for example: Where is open water?</source>
        <translation>Eine eingeben, zum Beispiel: Where is open water?</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>A question is longer than {count} characters.</source>
        <translation>Eine Frage ist länger als {count} Zeichen.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>Ask in one or two sentences; every line is a question of its own.</source>
        <translation>In ein oder zwei Sätzen fragen; jede Zeile ist eine eigene Frage.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>There are {count} questions; one run takes {most}.</source>
        <translation>Es sind {count} Fragen; ein Lauf nimmt {most} an.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>Every line is a question of its own: ask some of them in another run.</source>
        <translation>Jede Zeile ist eine eigene Frage: einige davon in einem weiteren Lauf stellen.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>{count} questions, one layer</source>
        <translation>{count} Fragen, ein Layer</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>Sizes differ, so none filters</source>
        <translation>Verschiedene Größen, daher kein Filter</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>Too long: one or two sentences</source>
        <translation>Zu lang: ein oder zwei Sätze</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>At most {count}</source>
        <translation>Höchstens {count}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>At least {area}  ✕</source>
        <translation>Mindestens {area}  ✕</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>At least {area}: press to remove this filter</source>
        <translation>Mindestens {area}: drücken, um diesen Filter zu entfernen</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>“{phrase}” is the minimum area of this run; the model is asked without it. Press to ask it as it stands, without a filter.</source>
        <translation>„{phrase}“ ist die Mindestfläche dieses Laufs; das Modell wird ohne diese Angabe gefragt. Drücken, um unverändert und ohne Filter zu fragen.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/raster_combo.py"/>
        <source>The raster to ask</source>
        <translation>Das zu befragende Raster</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/rectangle_picker.py"/>
        <source>Nothing drawn yet</source>
        <translation>Noch nichts gezeichnet</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/rectangle_picker.py"/>
        <source>Draw on map</source>
        <translation>Auf Karte zeichnen</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/rectangle_picker.py"/>
        <source>Draw again</source>
        <translation>Erneut zeichnen</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>The model that answers</source>
        <translation>Das Modell, das antwortet</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>The raster's own</source>
        <translation>Die des Rasters</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>Coarser pixels are quicker and see larger things; nothing is resampled unasked</source>
        <translation>Gröbere Pixel sind schneller und zeigen größere Dinge; ungefragt wird nichts neu abgetastet</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>Save in the project's CRS; else the areas are in the CRS of the raster</source>
        <translation>Im KBS des Projekts speichern; sonst sind die Flächen im KBS des Rasters</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>&amp;Raster</source>
        <translation>&amp;Raster</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>&amp;Bands</source>
        <translation>&amp;Kanäle</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>&amp;Search in</source>
        <translation>&amp;Suchen in</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>&amp;Question</source>
        <translation>&amp;Frage</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>&amp;Model</source>
        <translation>&amp;Modell</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>Pi&amp;xel size</source>
        <translation>Pi&amp;xelgröße</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>Save to</source>
        <translation>Speichern unter</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>Reproject</source>
        <translation>Umprojizieren</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>the project's CRS</source>
        <translation>das KBS des Projekts</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>to {crs}</source>
        <translation>in {crs}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>There is no folder to save the result in.</source>
        <translation>Es gibt keinen Ordner, in dem das Ergebnis gespeichert werden kann.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>Save the project first.</source>
        <translation>Zuerst das Projekt speichern.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>{gsd} m, for a web map</source>
        <translation>{gsd} m, für eine Webkarte</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/result_panel.py"/>
        <source>A lower threshold, or a smaller minimum area, may find something.</source>
        <translation>Ein niedrigerer Schwellenwert oder eine kleinere Mindestfläche findet vielleicht etwas.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/result_panel.py"/>
        <source>A lower threshold may find something.</source>
        <translation>Ein niedrigerer Schwellenwert findet vielleicht etwas.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/result_panel.py"/>
        <source>Lower the threshold to {value}</source>
        <translation>Schwellenwert auf {value} senken</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>&amp;Keep</source>
        <translation>Be&amp;halten</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>This area is right (K)</source>
        <translation>Diese Fläche ist richtig (K)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>&amp;Reject</source>
        <translation>Ab&amp;lehnen</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>This area is wrong (R)</source>
        <translation>Diese Fläche ist falsch (R)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>Previous (P)</source>
        <translation>Vorherige (P)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>Next (N)</source>
        <translation>Nächste (N)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>Which areas the map shows; nothing is removed</source>
        <translation>Welche Flächen die Karte zeigt; nichts wird entfernt</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>Show all</source>
        <translation>Alle anzeigen</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>Show those not reviewed</source>
        <translation>Nicht geprüfte anzeigen</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>Show those kept</source>
        <translation>Behaltene anzeigen</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>Write the review into the file</source>
        <translation>Die Prüfung in die Datei schreiben</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>Export for training…</source>
        <translation>Für das Training exportieren…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>Write the raster's pixels, the kept areas and the question as training data</source>
        <translation>Die Pixel des Rasters, die behaltenen Flächen und die Frage als Trainingsdaten schreiben</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>This area cannot be shown in the map's CRS: {reason}</source>
        <translation>Diese Fläche kann im KBS der Karte nicht gezeigt werden: {reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>{reviewed} of {total} reviewed</source>
        <translation>{reviewed} von {total} geprüft</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>{kept} kept, {rejected} rejected</source>
        <translation>{kept} behalten, {rejected} abgelehnt</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>This area has been deleted.</source>
        <translation>Diese Fläche wurde gelöscht.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>kept</source>
        <translation>behalten</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>rejected</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>not reviewed</source>
        <translation>nicht geprüft</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>Area {number}: {area}, score {score}, {decision}</source>
        <translation>Fläche {number}: {area}, Score {score}, {decision}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/run_bar.py"/>
        <source>Ru&amp;n</source>
        <translation>S&amp;tarten</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/run_bar.py"/>
        <source>Ask the raster (Ctrl+Return)</source>
        <translation>Das Raster befragen (Ctrl+Return)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/run_bar.py"/>
        <source>Tr&amp;y one tile here</source>
        <translation>Hier eine Kachel &amp;probieren</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/run_bar.py"/>
        <source>A quick look at the middle of the map, as a temporary layer</source>
        <translation>Ein kurzer Blick auf die Kartenmitte, als temporärer Layer</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/run_bar.py"/>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/run_bar.py"/>
        <source>End the run (Esc)</source>
        <translation>Den Lauf beenden (Esc)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/sample_export.py"/>
        <source>Folder for training data</source>
        <translation>Ordner für Trainingsdaten</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/sample_export.py"/>
        <source>Writing training data…</source>
        <translation>Trainingsdaten werden geschrieben…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/sample_export.py"/>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_dialog.py"/>
        <source>SegEarth: set up the engine</source>
        <translation>SegEarth: Engine einrichten</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_hint.py"/>
        <source>Show the set-up…</source>
        <translation>Einrichtung anzeigen…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_hint.py"/>
        <source>Setting up the engine: {title}</source>
        <translation>Engine wird eingerichtet: {title}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Stop here; what is done is kept</source>
        <translation>Hier anhalten; was fertig ist, bleibt erhalten</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Make it anew</source>
        <translation>Neu erstellen</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Remove the environment and install everything again</source>
        <translation>Die Umgebung entfernen und alles neu installieren</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Remove older engines</source>
        <translation>Ältere Engines entfernen</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Advanced</source>
        <translation>Erweitert</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Found by itself</source>
        <translation>Wird selbst gefunden</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>A folder of wheels, or the address of an index</source>
        <translation>Ein Ordner mit Wheels oder die Adresse eines Index</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Engine's &amp;folder</source>
        <translation>&amp;Ordner der Engine</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>&amp;Python</source>
        <translation>&amp;Python</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>&amp;More packages from</source>
        <translation>&amp;Weitere Pakete aus</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>One of this version is on this computer already.</source>
        <translation>Eine Engine dieser Version ist schon auf diesem Rechner.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Some minutes, about 2 GB. Nothing goes into QGIS's own Python, and no account is needed.</source>
        <translation>Einige Minuten, ca. 2 GB. Nichts gelangt in das Python von QGIS, und ein Konto ist nicht nötig.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Try and use it</source>
        <translation>Erproben und verwenden</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Check and use it</source>
        <translation>Prüfen und verwenden</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Continue</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Repair</source>
        <translation>Reparieren</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Update</source>
        <translation>Aktualisieren</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Install</source>
        <translation>Installieren</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Step {number} of {total}: {title}</source>
        <translation>Schritt {number} von {total}: {title}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>{count} MB fetched</source>
        <translation>{count} MB heruntergeladen</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>{done} of {total} packages</source>
        <translation>{done} von {total} Paketen</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>unpacking</source>
        <translation>wird entpackt</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Cancelled. What is done is kept; press Continue to go on.</source>
        <translation>Abgebrochen. Was fertig ist, bleibt erhalten; „Fortsetzen“ drücken, um weiterzumachen.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_ways.py"/>
        <source>PyTorch for the processor alone, or with CUDA for an NVIDIA card (much larger)</source>
        <translation>PyTorch nur für den Prozessor oder mit CUDA für eine NVIDIA-Karte (viel größer)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_ways.py"/>
        <source>For the processor (about 2 GB)</source>
        <translation>Für den Prozessor (ca. 2 GB)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_ways.py"/>
        <source>For an NVIDIA card (about 8 GB)</source>
        <translation>Für eine NVIDIA-Karte (ca. 8 GB)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_ways.py"/>
        <source>The folder that make bundle wrote</source>
        <translation>Der Ordner, den „make bundle“ geschrieben hat</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_ways.py"/>
        <source>A folder with segearth installed</source>
        <translation>Ein Ordner mit installiertem segearth</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_ways.py"/>
        <source>&amp;Install it on this computer (recommended)</source>
        <translation>Auf diesem Rechner &amp;installieren (empfohlen)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_ways.py"/>
        <source>Install it from an &amp;offline bundle</source>
        <translation>Aus einem Offline-&amp;Bundle installieren</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_ways.py"/>
        <source>&amp;Use an environment that is there</source>
        <translation>Vorhandene &amp;Umgebung verwenden</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_ways.py"/>
        <source>Use a &amp;command, for example on another computer</source>
        <translation>Einen Be&amp;fehl verwenden, zum Beispiel auf einem anderen Rechner</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_ways.py"/>
        <source>Automatic: for the {card}</source>
        <translation>Automatisch: für die Karte {card}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_ways.py"/>
        <source>Automatic: for the processor, as no NVIDIA card was found</source>
        <translation>Automatisch: für den Prozessor, da keine NVIDIA-Karte gefunden wurde</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_ways.py"/>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/shaping_panel.py"/>
        <source>Any</source>
        <translation>Beliebig</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/shaping_panel.py"/>
        <source>Smaller areas are left out</source>
        <translation>Kleinere Flächen werden ausgelassen</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/shaping_panel.py"/>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/shaping_panel.py"/>
        <source>Corners that span less than the square of so many metres go; off: along the pixels</source>
        <translation>Ecken, die weniger als das Quadrat dieser Meterzahl aufspannen, entfallen; aus: entlang der Pixel</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/shaping_panel.py"/>
        <source>Right an&amp;gles</source>
        <translation>Rechte Wink&amp;el</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/shaping_panel.py"/>
        <source>Outlines that are nearly rectangular become so: for buildings</source>
        <translation>Fast rechteckige Umrisse werden rechteckig: für Gebäude</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/shaping_panel.py"/>
        <source>&amp;Threshold</source>
        <translation>Sch&amp;wellenwert</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/shaping_panel.py"/>
        <source>Minimum &amp;area</source>
        <translation>Min&amp;destfläche</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/shaping_panel.py"/>
        <source>Simpli&amp;fy</source>
        <translation>Vere&amp;infachen</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/shaping_panel.py"/>
        <source>Changes show at once in “{name}”.</source>
        <translation>Änderungen zeigen sich sofort in „{name}“.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/shaping_panel.py"/>
        <source>For the next run; later they change its result at once.</source>
        <translation>Für den nächsten Lauf; später ändern sie sein Ergebnis sofort.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/threshold_row.py"/>
        <source>How sure the model must be: lower finds more, higher finds less but surer</source>
        <translation>Wie sicher das Modell sein muss: niedriger findet mehr, höher findet weniger, aber Sichereres</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/threshold_row.py"/>
        <source>Threshold</source>
        <translation>Schwellenwert</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/plugin.py"/>
        <source>SegEarth: ask a raster</source>
        <translation>SegEarth: ein Raster befragen</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/plugin.py"/>
        <source>Ask a raster a question in words (SegEarth)</source>
        <translation>Einem Raster eine Frage in Worten stellen (SegEarth)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/destinations.py"/>
        <source>The folder {folder} does not exist.</source>
        <translation>Der Ordner {folder} existiert nicht.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/destinations.py"/>
        <source>Nothing can be written to {folder}.</source>
        <translation>In {folder} kann nichts geschrieben werden.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/engine_info.py"/>
        <source>About the engine</source>
        <translation>Über die Engine</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/engine_info.py"/>
        <source>Starts the engine and tells its versions, devices and models.</source>
        <translation>Startet die Engine und nennt ihre Versionen, Geräte und Modelle.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/engine_info.py"/>
        <source>Starts the engine that is set in Settings &gt; Options &gt; SegEarth and tells its version, the devices that it can compute on, and the models that it has. The names of models are the values of “Model” in the other algorithms.</source>
        <translation>Startet die Engine, die unter Einstellungen &gt; Optionen &gt; SegEarth eingestellt ist, und nennt ihre Version, die Geräte, auf denen sie rechnen kann, und die Modelle, die sie hat. Die Namen der Modelle sind die Werte von „Modell“ in den anderen Algorithmen.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/engine_info.py"/>
        <source>Version of the engine</source>
        <translation>Version der Engine</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/engine_info.py"/>
        <source>Version of the protocol</source>
        <translation>Version des Protokolls</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/engine_info.py"/>
        <source>Version of Python</source>
        <translation>Version von Python</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/engine_info.py"/>
        <source>Version of PyTorch</source>
        <translation>Version von PyTorch</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/engine_info.py"/>
        <source>Devices</source>
        <translation>Geräte</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/engine_info.py"/>
        <source>Default model</source>
        <translation>Standardmodell</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/engine_info.py"/>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/fetched_raster.py"/>
        <source>Fetching “{name}”</source>
        <translation>„{name}“ wird abgerufen</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/folder_run.py"/>
        <source>{number} of {total}: {raster}</source>
        <translation>{number} von {total}: {raster}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/folder_run.py"/>
        <source>{sentence} It is started again.</source>
        <translation>{sentence} Sie wird neu gestartet.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/folder_run.py"/>
        <source>It is done already; its result is kept.</source>
        <translation>Ist schon fertig; das Ergebnis bleibt erhalten.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/folder_run.py"/>
        <source>It is asked anew: {reason}</source>
        <translation>Wird neu befragt: {reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/mask_file.py"/>
        <source>The polygons to search in have no CRS, so nobody knows where they lie.</source>
        <translation>Die Polygone, in denen gesucht werden soll, haben kein KBS; ihre Lage ist daher unbekannt.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/mask_file.py"/>
        <source>The polygons to search in cannot be written: {reason}</source>
        <translation>Die Polygone, in denen gesucht werden soll, können nicht geschrieben werden: {reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/mask_file.py"/>
        <source>There is no polygon to search in.</source>
        <translation>Es gibt kein Polygon, in dem gesucht werden kann.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/provider.py"/>
        <source>SegEarth (questions to rasters)</source>
        <translation>SegEarth (Fragen an Raster)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>Question (one per line)</source>
        <translation>Frage (eine je Zeile)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>Model (a name or a folder)</source>
        <translation>Modell (Name oder Ordner)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>Minimum area [m²]</source>
        <translation>Mindestfläche [m²]</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>Smallest hole [m²]</source>
        <translation>Kleinstes Loch [m²]</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>Simplify outlines by [m] (0: they follow the pixels)</source>
        <translation>Umrisse vereinfachen um [m] (0: sie folgen den Pixeln)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>Right angles where outlines are nearly so</source>
        <translation>Rechte Winkel, wo Umrisse fast rechtwinklig sind</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>Work at this pixel size [m] (empty: the raster's own)</source>
        <translation>Mit dieser Pixelgröße arbeiten [m] (leer: die des Rasters)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>Surroundings to look at [m] (0: a tile alone)</source>
        <translation>Umgebung, die betrachtet wird [m] (0: nur die Kachel)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>CRS of the areas (empty: the raster's)</source>
        <translation>KBS der Flächen (leer: das des Rasters)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>Device (auto, cpu, cuda, cuda:1, mps)</source>
        <translation>Gerät (auto, cpu, cuda, cuda:1, mps)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>Also answer in words, where the model can</source>
        <translation>Auch in Worten antworten, wenn das Modell es kann</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>A size in a question is the minimum area</source>
        <translation>Eine Größe in der Frage ist die Mindestfläche</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>There is no question yet. Type one, for example: Where is open water?</source>
        <translation>Es gibt noch keine Frage. Eine eingeben, zum Beispiel: Where is open water?</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>There are {count} questions; a run takes up to {most}.</source>
        <translation>Es sind {count} Fragen; ein Lauf nimmt bis zu {most} an.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>The pixel size must be above 0 m, or empty.</source>
        <translation>Die Pixelgröße muss über 0 m liegen oder leer sein.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>“{phrase}” is not asked but taken as the minimum area: {area}.</source>
        <translation>„{phrase}“ wird nicht gefragt, sondern als Mindestfläche genommen: {area}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Segment by question</source>
        <translation>Nach Frage segmentieren</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>segmentation</source>
        <translation>Segmentierung</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>deep learning</source>
        <translation>Deep Learning</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>detect</source>
        <translation>erkennen</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>vectorize</source>
        <translation>vektorisieren</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Ask a raster a question in words; get the polygons that answer it.</source>
        <translation>Einem Raster eine Frage in Worten stellen und die Polygone erhalten, die sie beantworten.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Asks a raster of any size a question, such as “Where is open water?”, and draws the areas that answer it, with score, area and perimeter. Several questions, one per line, share one layer.

Extent and mask say where to search; the result does not depend on them otherwise. A higher threshold finds less, but surer. Nothing found is a result: an empty layer and the area that was searched.

A raster that is no file, such as a web map, is fetched first, with at most 100 million pixels.

The model runs in the engine that is set in Settings &gt; Options &gt; SegEarth, on this machine or another. Keep the run's folder to draw the areas anew with another threshold without the model.</source>
        <translation>Stellt einem Raster beliebiger Größe eine Frage wie „Where is open water?“ und zeichnet die Flächen, die sie beantworten, mit Score, Fläche und Umfang. Mehrere Fragen, eine je Zeile, teilen sich einen Layer.

Ausdehnung und Maske geben an, wo gesucht wird; ansonsten hängt das Ergebnis nicht von ihnen ab. Ein höherer Schwellenwert findet weniger, aber Sichereres. Auch nichts zu finden ist ein Ergebnis: ein leerer Layer und die durchsuchte Fläche.

Ein Raster, das keine Datei ist, etwa eine Webkarte, wird zuerst abgerufen, mit höchstens 100 Millionen Pixeln.

Das Modell läuft in der Engine, die unter Einstellungen &gt; Optionen &gt; SegEarth eingestellt ist, auf diesem oder einem anderen Rechner. Den Ordner des Laufs behalten, um die Flächen mit einem anderen Schwellenwert ohne das Modell neu zu zeichnen.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Raster</source>
        <translation>Raster</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Search in this extent</source>
        <translation>In dieser Ausdehnung suchen</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Search inside these polygons</source>
        <translation>Innerhalb dieser Polygone suchen</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Band for red</source>
        <translation>Kanal für Rot</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Band for green</source>
        <translation>Kanal für Grün</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Band for blue</source>
        <translation>Kanal für Blau</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Keep the run in this folder</source>
        <translation>Den Lauf in diesem Ordner behalten</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Number of areas</source>
        <translation>Anzahl der Flächen</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Area of the answers [m²]</source>
        <translation>Fläche der Antworten [m²]</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Area searched [m²]</source>
        <translation>Durchsuchte Fläche [m²]</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Answer in words</source>
        <translation>Antwort in Worten</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Choose all three bands, or none of them.</source>
        <translation>Alle drei Kanäle wählen oder keinen.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>The probability raster is of one question: ask one, or leave the raster out.</source>
        <translation>Das Wahrscheinlichkeitsraster gilt für eine Frage: nur eine stellen oder das Raster weglassen.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>Segment a folder by question</source>
        <translation>Einen Ordner nach Frage segmentieren</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>batch</source>
        <translation>Stapelverarbeitung</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>Ask every raster of a folder the same questions.</source>
        <translation>Jedem Raster eines Ordners dieselben Fragen stellen.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>Asks every raster of a folder the same questions. Each raster gets a GeoPackage in the results' folder; the summary is a table with a line per raster and question: done or failed, areas, and what went wrong. All areas can also be put into one layer.

A raster that cannot be read stops nothing. Run it again with the same folder to go on after a cancel or a crash: what is done is kept, and what was begun goes on where it stopped.</source>
        <translation>Stellt jedem Raster eines Ordners dieselben Fragen. Jedes Raster erhält ein GeoPackage im Ordner der Ergebnisse; die Zusammenfassung ist eine Tabelle mit einer Zeile je Raster und Frage: fertig oder fehlgeschlagen, Flächen und was schiefging. Alle Flächen können auch in einen Layer geschrieben werden.

Ein Raster, das nicht gelesen werden kann, hält nichts auf. Mit demselben Ordner erneut starten, um nach einem Abbruch oder Absturz fortzufahren: Was fertig ist, bleibt erhalten, und was begonnen war, wird dort fortgesetzt, wo es endete.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>Folder of rasters</source>
        <translation>Ordner mit Rastern</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>Folders in it, too</source>
        <translation>Auch Unterordner</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>Names of the files</source>
        <translation>Namen der Dateien</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>Folder of the results</source>
        <translation>Ordner der Ergebnisse</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>Summary</source>
        <translation>Zusammenfassung</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>Answers of all rasters</source>
        <translation>Antworten aller Raster</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>Rasters done</source>
        <translation>Fertige Raster</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>Rasters that failed</source>
        <translation>Fehlgeschlagene Raster</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>There is no raster in {folder}.</source>
        <translation>In {folder} gibt es kein Raster.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>It was cancelled. The same folder of results goes on with it.</source>
        <translation>Es wurde abgebrochen. Derselbe Ergebnisordner setzt es fort.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>{path} cannot be read or written: {reason}.</source>
        <translation>{path} kann nicht gelesen oder geschrieben werden: {reason}.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>No raster could be searched: the summary tells why.</source>
        <translation>Kein Raster konnte durchsucht werden: Die Zusammenfassung nennt den Grund.</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>The summary cannot be written: {reason}</source>
        <translation>Die Zusammenfassung kann nicht geschrieben werden: {reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/sinks.py"/>
        <source>The areas cannot be written: {reason}</source>
        <translation>Die Flächen können nicht geschrieben werden: {reason}</translation>
    </message>
</context>
</TS>
