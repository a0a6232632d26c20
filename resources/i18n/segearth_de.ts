<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>SegEarth</name>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>Plugin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>Python of QGIS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>System</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>Proxy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>not used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>Engine command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>version {version}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>Running engine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>The engine's command does not end in “serve”, so nobody knows how to ask it for a report.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>The engine's report cannot be read: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>Engine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/errors.py"/>
        <source>The run was cancelled. No result was saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/examples.py"/>
        <source>Disaster and safety</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/examples.py"/>
        <source>Town and buildings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/examples.py"/>
        <source>Farming</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/examples.py"/>
        <source>Water</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/examples.py"/>
        <source>Transport</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/examples.py"/>
        <source>Nature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/examples.py"/>
        <source>Energy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/export_plan.py"/>
        <source>“{name}” has no CRS, so nobody knows where it lies.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/export_plan.py"/>
        <source>Set it: right-click the layer, then Layer CRS &gt; Set Layer CRS.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/export_plan.py"/>
        <source>The area cannot be placed on the raster.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/export_plan.py"/>
        <source>Choose an area on the raster.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/export_plan.py"/>
        <source>The area does not touch “{name}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/export_plan.py"/>
        <source>Zoom to the layer, or choose another area.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/export_plan.py"/>
        <source>The area cannot be placed on the ground.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/export_plan.py"/>
        <source>Choose a smaller area.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/export_plan.py"/>
        <source>The area is too large to fetch “{name}” from its service.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/export_plan.py"/>
        <source>“{name}” would have to be fetched with {pixels} million pixels; at most {most} million are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/export_plan.py"/>
        <source>Choose a smaller area, or a GSD of {gsd} m or coarser.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/history.py"/>
        <source>The history in this project cannot be read: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/kept_work.py"/>
        <source>Nothing can be written to {folder}: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/kept_work.py"/>
        <source>Save the project in a folder that you can write to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/kept_work.py"/>
        <source>{folder} cannot be removed: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Engine settings…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Diagnose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Show the log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Choose the area</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Choose a model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Choose a coarser GSD</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Run again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Save the project…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Correct what the sentence names and run it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Type a question, for example: Where is open water?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Ask in one or two sentences.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Ask in English, or choose a model that knows your language.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Check the layer's source: the file has moved, or the engine's machine cannot see it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Export the layer as a new GeoTIFF and ask that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Assign the file its CRS and position first (Raster menu: Georeferencer or Assign Projection).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Choose an area on the raster: zoom to the layer, or search the whole layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Choose an area where the raster has valid pixels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Choose a smaller area, or a coarser GSD.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Choose another model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Choose another model, or fetch this one again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Leave the device at automatic; the diagnosis tells which devices the engine finds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Check the connection and start the download again: it goes on where it stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Check that the endpoint is up and run it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Free some space and resume: the tiles that are done are kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Close other programs and resume, or choose a smaller model or a coarser GSD.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Resume it when you like: the tiles that are done are kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>The diagnosis makes a report for the developers; the log has the details.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Update the plugin and the engine to the same version.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>The log has the details.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Fill in what is missing and run it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Check the connection and the free space on the disk, and run it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Engine and plugin may be of different versions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Check the engine's command in its settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Give the command that starts it in the engine settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Correct the command in the engine settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Check its command in the engine settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Check its command in the engine settings, and the Message Log under the tab SegEarth.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Update the older of the two.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Resume it: the tiles that are done are kept. The log has the details.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Close other programs, or choose a smaller model, and resume: the tiles that are done are kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Resume it. If it happens again, choose a smaller area or a smaller model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Run it again: the engine starts by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Install Python 3.10 or newer, then set up again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Free some space, or choose a folder on another disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Check the connection and the proxy in QGIS's options, then set up again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Use an offline bundle, or an engine on another computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Set up again: the file is fetched anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Choose the folder that was made for this kind of computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Wait until the other QGIS has ended its set-up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Set up again; if it fails again, the log of the set-up says why.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Choose another program or environment, or let the plugin make one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/one_tile.py"/>
        <source>The middle of the map is not on “{name}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/one_tile.py"/>
        <source>Move the map so that the place to try is in its middle.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/plan.py"/>
        <source>The engine's plan cannot be read: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/plan.py"/>
        <source>1 tile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/plan.py"/>
        <source>{count} tiles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/plan.py"/>
        <source>about {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/plan.py"/>
        <source>{size} on disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/plan.py"/>
        <source>{count} pixels of {gsd}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/plan.py"/>
        <source>This run takes about {time} and up to {size} on disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/plan.py"/>
        <source>{count} million</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/plan.py"/>
        <source>{count} billion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/preview_layers.py"/>
        <source>{question} (so far)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>Model: {licence}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>Question: {question}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>Raster: {raster}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>Model: {model} ({fingerprint})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>Threshold: {threshold}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>Searched: {area}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>{date}: asked with SegEarth {engine} (run {run})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>{tiles} tiles at {gsd} m a pixel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>smallest area {value} m²</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>smallest hole {value} m²</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>outlines simplified by {value} m</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>in {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>inside the polygons of {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>right angles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/quick_look.py"/>
        <source>The result {path} cannot be opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/quick_look.py"/>
        <source>Was it moved? If the engine runs on another machine, its folder must be visible here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/quick_look.py"/>
        <source>One tile: {question}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_bands.py"/>
        <source>Values from the 2nd to the 98th percentile of the raster become dark to bright.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_bands.py"/>
        <source>8-bit values are taken as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_export.py"/>
        <source>SegEarth: fetching “{name}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_export.py"/>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_export.py"/>
        <source>its pixels cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_export.py"/>
        <source>it cannot be reprojected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_export.py"/>
        <source>the file cannot be written ({code})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_export.py"/>
        <source>“{name}” could not be fetched: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_source.py"/>
        <source>There is no raster to ask.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_source.py"/>
        <source>Add a raster layer to the project.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_source.py"/>
        <source>“{name}” is not a file but comes from a service or a database.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_source.py"/>
        <source>“{name}” is a part of a larger file, which the engine cannot open yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_source.py"/>
        <source>The file of “{name}” is no longer at {path}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_source.py"/>
        <source>Repair the layer's source, or add the raster again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_source.py"/>
        <source>“{name}” has a format that the engine cannot read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_source.py"/>
        <source>Save it as a GeoTIFF first: right-click the layer, then Export &gt; Save As.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_source.py"/>
        <source>“{name}” cannot be read: its source does not answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_source.py"/>
        <source>Check the connection, then repair the layer's source or add it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_source.py"/>
        <source>“{name}” is shown in {shown}, but its file says {in_file}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_source.py"/>
        <source>“{name}” has its CRS from QGIS alone: its file has none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/replies.py"/>
        <source>{count} of its pictures did not come ({reason})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/replies.py"/>
        <source>its service has no picture of this place at this scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/result_layers.py"/>
        <source>Answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/result_layers.py"/>
        <source>Coverage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/result_layers.py"/>
        <source>Probability</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/result_layers.py"/>
        <source>Probability: {question}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/review.py"/>
        <source>“{name}” holds no answers of SegEarth.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/review.py"/>
        <source>Choose the layer Answers of a run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/review.py"/>
        <source>Keep an area</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/review.py"/>
        <source>Reject an area</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/review.py"/>
        <source>The review cannot be saved: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/review.py"/>
        <source>“{name}” cannot be changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/review.py"/>
        <source>Check that its file is not read-only and not open in another program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_layers.py"/>
        <source>The areas of “{name}” cannot be written: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_layers.py"/>
        <source>Its file may be incomplete now: free some space, and change a value again to draw them anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_progress.py"/>
        <source>Drawing polygons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_progress.py"/>
        <source>Putting the answer into words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_progress.py"/>
        <source>Writing the result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_progress.py"/>
        <source>Tile {done} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_progress.py"/>
        <source>Reading the raster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_progress.py"/>
        <source>{areas} found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_progress.py"/>
        <source>{time} left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_result.py"/>
        <source>{areas}, {area}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_result.py"/>
        <source>Nothing found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_result.py"/>
        <source>Nothing found in {searched} searched</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_result.py"/>
        <source>{areas}, {area}, in {searched} searched</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_result.py"/>
        <source>“{answer}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_result.py"/>
        <source>1 tile failed and was not searched: see the coverage layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_result.py"/>
        <source>{count} tiles failed and were not searched: see the coverage layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_result.py"/>
        <source>The engine's answer cannot be read: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/sample_pixels.py"/>
        <source>The run's record is missing, so the stretch of “{name}” is not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/sample_pixels.py"/>
        <source>Keep the run's folder beside its result, or ask again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/sample_pixels.py"/>
        <source>The raster cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/sample_pixels.py"/>
        <source>Pixels of this data type cannot be exported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/search_area.py"/>
        <source>The area to search is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/search_area.py"/>
        <source>Zoom to the raster, or draw again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/search_area.py"/>
        <source>There is no polygon layer to search in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/search_area.py"/>
        <source>Add one, or choose another area.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/search_area.py"/>
        <source>“{name}” has no CRS, so nobody knows where its polygons lie.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/search_area.py"/>
        <source>“{name}” has no polygon to search in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/search_area.py"/>
        <source>Draw one, select one, or choose another area.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/search_area.py"/>
        <source>The polygons of “{name}” cannot be written: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/source_preparation.py"/>
        <source>Fetching the raster may take {needed} MB; {folder} has {free} MB free.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/source_preparation.py"/>
        <source>Free some space, choose a smaller area, or save the project on another disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/styles.py"/>
        <source>{percent} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/text.py"/>
        <source>less than 1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/text.py"/>
        <source>{count} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/text.py"/>
        <source>{count} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/text.py"/>
        <source>{hours} h {minutes} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/text.py"/>
        <source>1 area</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/text.py"/>
        <source>{count} areas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/training_sample.py"/>
        <source>{total} pictures written, {without} of them without the target.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/training_sample.py"/>
        <source>{count} were left out, as areas in them are not reviewed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/training_sample.py"/>
        <source>Nothing in “{name}” is reviewed yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/training_sample.py"/>
        <source>Keep or reject areas first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/training_sample.py"/>
        <source>The raster of this run cannot be opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/training_sample.py"/>
        <source>Is it still where it was?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/adjuster.py"/>
        <source>“{name}” is being edited, so its areas stay as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/adjuster.py"/>
        <source>Save or drop the edits first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/blocking_client.py"/>
        <source>Starting the engine: {command}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/blocking_client.py"/>
        <source>The engine did not end by itself and was killed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/blocking_client.py"/>
        <source>The engine reported an error without words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/blocking_client.py"/>
        <source>The run did not end after it was cancelled; the engine is ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/blocking_client.py"/>
        <source>The engine said something that is no message: {text}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/client.py"/>
        <source>The engine was stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/client.py"/>
        <source>The engine was ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/client.py"/>
        <source>The engine's last line was cut: {text}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/doctor_run.py"/>
        <source>The engine made no report within {seconds} s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/doctor_run.py"/>
        <source>The engine's program cannot be started.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/doctor_run.py"/>
        <source>The engine gave no report: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/endings.py"/>
        <source>SegEarth has no engine to ask yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/endings.py"/>
        <source>The engine's command cannot be read: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/endings.py"/>
        <source>The engine cannot be started: {program} does not exist or is not a program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/endings.py"/>
        <source>exit code {code}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/endings.py"/>
        <source>The engine ended before it was ready: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/endings.py"/>
        <source>The engine refused to start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/endings.py"/>
        <source>The engine ({engine}) and this plugin ({plugin}) are of different versions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/endings.py"/>
        <source>The engine was ended from outside, most likely because memory ran out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/endings.py"/>
        <source>The engine stopped in the middle of its work.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/endings.py"/>
        <source>The engine did not become ready and was silent for {seconds} s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/endings.py"/>
        <source>The engine gave no sign of life for {seconds} s and was ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/endings.py"/>
        <source>Give the command that starts it in the engine settings, for example: {example}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/question_run.py"/>
        <source>SegEarth: {question}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_bundle.py"/>
        <source>Choose the folder that make bundle wrote, with its file {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_bundle.py"/>
        <source>{folder} is no offline bundle: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_bundle.py"/>
        <source>{name} of the bundle is damaged, or of another version of the plugin.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_bundle.py"/>
        <source>This bundle holds the engine {bundle}, but the plugin needs {plugin}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_bundle.py"/>
        <source>Make the bundle again with the same version, or install the plugin of version {version}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_bundle.py"/>
        <source>This bundle is for {bundle}; this computer is {here}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_bundle.py"/>
        <source>Make the bundle on a computer of the same kind.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>The set-up cannot begin: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Looking for Python</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Checking the bundle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Making the environment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Preparing the installer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Installing PyTorch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Installing the libraries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Installing the engine and its model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Copying further models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Trying the engine on one tile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>The set-up cannot go on: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>The bundle is damaged: {files}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Copy these files again from where the bundle was made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>The bundle could not be checked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Python could not make an environment in {folder}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Going on with the pip that came with Python.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Asking PyTorch's own index.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>The model {name} could not be copied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>The engine was installed but does not work.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Another QGIS is setting up this engine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Wait until it has finished, or close it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>The engine needs {needed} GB of disk; {folder} has {free} GB free.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Free some space, or choose another folder under Advanced.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>The disk became full while packages were installed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>Free some space and press Continue: what is there already is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>A package arrived damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>Press Continue to fetch it again. If it happens again: a bundle.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>The proxy refused the connection.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>Correct it in Settings &gt; Options &gt; Network, with user and password, then press Continue.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>The secure connection was refused: a certificate is not trusted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>Company networks often need a certificate of their own: set it for pip (PIP_CERT), or use an offline bundle.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>The package server cannot be reached.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>Check the connection, and the proxy in Settings &gt; Options &gt; Network; then press Continue. Without internet, use an offline bundle.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>The bundle was made for another computer or is not complete. Make it again with make bundle.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>Give a folder or an index that has it under Advanced, or use an offline bundle.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>{package} was found in no place for this Python.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>The packages could not be installed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>Press Continue to try again. The log says:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_python.py"/>
        <source>{program} is no Python of version {needed}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_python.py"/>
        <source>No suitable Python was found on this computer; it takes version {needed}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_python.py"/>
        <source>Python is there, but not its module venv. In a terminal: sudo apt install python3-venv</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_python.py"/>
        <source>Install Python with your package manager, then try again; or choose its program below.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_python.py"/>
        <source>Install Python from python.org, then try again; or choose its program below.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_python.py"/>
        <source>Seen: {list}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_report.py"/>
        <source>It is version {engine}, but {version} is needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>SegEarth needs its engine: it is set up once, beside QGIS.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>The set-up of the engine is not finished.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>The engine is damaged or no longer there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>The engine is older than the plugin.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>The engine is being set up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>The engine is set up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>Command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>Environment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>Version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>Packages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>Python</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>Cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>The command cannot be read: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>Close its quotes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>There is no command yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>For example: ssh gpu-box segearth serve</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>Starting {command}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>The engine is ready.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>The engine {version} answers. Models: {models}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_trial.py"/>
        <source>This engine is version {engine}; the plugin is {plugin}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_trial.py"/>
        <source>Update it, in its environment: pip install segearth=={version}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_trial.py"/>
        <source>There is no engine in {folder}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_trial.py"/>
        <source>Choose the folder of a Python environment with segearth installed, or its program {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/fault_plugin.py"/>
        <source>SegEarth could not be loaded in QGIS {version}: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/area_widget.py"/>
        <source>What the map shows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/area_widget.py"/>
        <source>The part of the raster that is visible when the run starts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/area_widget.py"/>
        <source>The whole raster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/area_widget.py"/>
        <source>From edge to edge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/area_widget.py"/>
        <source>A drawn rectangle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/area_widget.py"/>
        <source>Drag a rectangle on the map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/area_widget.py"/>
        <source>Polygons of a layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/area_widget.py"/>
        <source>Only inside the polygons of a layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/area_widget.py"/>
        <source>No rectangle is drawn yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/area_widget.py"/>
        <source>Press “Draw on map” and drag a rectangle, or choose another area.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/ask_panel.py"/>
        <source>Type a question and press Run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/ask_panel.py"/>
        <source>Fetching the raster…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/ask_panel.py"/>
        <source>Planning…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/ask_panel.py"/>
        <source>Starting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/ask_panel.py"/>
        <source>Cancelling…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/ask_panel.py"/>
        <source>The engine stopped; starting it again ({number} of {most})…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/band_picker.py"/>
        <source>As the file says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/band_picker.py"/>
        <source>Red, green and blue by their names in the file, else bands 1, 2, 3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/band_picker.py"/>
        <source>As displayed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/band_picker.py"/>
        <source>The bands that the map shows when the run starts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/band_picker.py"/>
        <source>Choose bands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/band_picker.py"/>
        <source>Any three bands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/band_picker.py"/>
        <source>Red</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/band_picker.py"/>
        <source>Green</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/band_picker.py"/>
        <source>Blue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/band_picker.py"/>
        <source>As displayed ({bands})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/consent_row.py"/>
        <source>Change anyway</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/consent_row.py"/>
        <source>Keep the review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/consent_row.py"/>
        <source>1 area of this layer is reviewed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/consent_row.py"/>
        <source>{count} areas of this layer are reviewed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/consent_row.py"/>
        <source>Drawing them anew forgets that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/dock.py"/>
        <source>SegEarth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/dock.py"/>
        <source>What the run had done is deleted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>SegEarth: diagnosis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>What</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>Detail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>&amp;Last lines of the engine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>The engine has written nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>The report leaves out your user name, the name of your home folder and that of the computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>Copy as &amp;Markdown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>&amp;Again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>no engine is set up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>There is no engine yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>Asking the engine, and the model about one tile…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>This may take a minute.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>Copied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>Everything works.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>One tile went through the model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>Something does not work: {names}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>The rows below say what. The report has everything that others need to help.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/engine_row.py"/>
        <source>Diagnose the engine…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/engine_row.py"/>
        <source>Engine {version} ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/engine_row.py"/>
        <source>Engine starting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/engine_row.py"/>
        <source>Engine not running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/history_panel.py"/>
        <source>&amp;History of this project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/history_panel.py"/>
        <source>Double-click, or press Return, to bring a question back; Delete removes it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/history_panel.py"/>
        <source>The same once more, into a new file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/history_panel.py"/>
        <source>Copy as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/history_panel.py"/>
        <source>The same as a command for a terminal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/history_panel.py"/>
        <source>Command of the engine (segearth)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/history_panel.py"/>
        <source>Command of QGIS (qgis_process)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/history_panel.py"/>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/history_panel.py"/>
        <source>From this list; its files stay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/history_panel.py"/>
        <source>Bring back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/interrupted_row.py"/>
        <source>&amp;Keep it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/interrupted_row.py"/>
        <source>Draw the areas that were found so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/interrupted_row.py"/>
        <source>Go &amp;on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/interrupted_row.py"/>
        <source>Search the tiles that are left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/interrupted_row.py"/>
        <source>&amp;Discard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/interrupted_row.py"/>
        <source>Delete what this run has done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/interrupted_row.py"/>
        <source>{done} of {tiles} tiles are done and kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/options_page.py"/>
        <source>SegEarth answers with an engine: a program of its own, on this computer or on another one. The set-up installs it or takes one that is there; it can also be given by hand, as the command that starts it. {link} tells more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/options_page.py"/>
        <source>Program and arguments; quote what has blanks. On another machine: ssh box segearth serve</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/options_page.py"/>
        <source>Browse…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/options_page.py"/>
        <source>Test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/options_page.py"/>
        <source>Start the engine with this command and see whether it answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/options_page.py"/>
        <source>Set up the engine…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/options_page.py"/>
        <source>See what works and what does not, and copy it as a report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/options_page.py"/>
        <source>Engine &amp;command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/options_page.py"/>
        <source>Starting the engine…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/options_page.py"/>
        <source>The engine's program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/options_page.py"/>
        <source>The engine answers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/options_page.py"/>
        <source>Version {version}; devices: {devices}; models: {models}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/outcome.py"/>
        <source>The result cannot be shown; its file is there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/outcome.py"/>
        <source>The run was cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/outcome.py"/>
        <source>The project was closed during the run, so its layers were not added. They are in {path}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/outcome.py"/>
        <source>Finished in {time}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/outcome.py"/>
        <source>Finished in {time}: the scene was already encoded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/outcome.py"/>
        <source>Drawn anew from the run, without the model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/path_link.py"/>
        <source>{path}
Click to open its folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/plan_row.py"/>
        <source>Run it &amp;anyway</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/plan_row.py"/>
        <source>Try one tile first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/plan_row.py"/>
        <source>QGIS fetches {columns} × {rows} pixels of {gsd} m first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/plan_row.py"/>
        <source>What this run would take here: {plan}. The time is an estimate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/polygon_picker.py"/>
        <source>Only inside the polygons of this layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/polygon_picker.py"/>
        <source>Selected features only ({count})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/polygon_picker.py"/>
        <source>Selected features only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>Where could people gather safely after an earthquake?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>One question a line, up to {count}. Ctrl+Return runs, Esc cancels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>Questions, one a line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>&amp;Examples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>Questions to start from, by domain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>There is no question yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>Type one, for example: Where is open water?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>A question is longer than {count} characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>Ask in one or two sentences; every line is a question of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>There are {count} questions; one run takes {most}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>Every line is a question of its own: ask some of them in another run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>{count} questions, one layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>Sizes differ, so none filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>Too long: one or two sentences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>At most {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>At least {area}  ✕</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>At least {area}: press to remove this filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>“{phrase}” is the minimum area of this run; the model is asked without it. Press to ask it as it stands, without a filter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/rectangle_picker.py"/>
        <source>Nothing drawn yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/rectangle_picker.py"/>
        <source>Draw on map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/rectangle_picker.py"/>
        <source>Draw again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>The raster to ask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>The model that answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>The raster's own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>Coarser pixels are quicker and see larger things; nothing is resampled unasked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>In the project's CRS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>Else the areas are in the CRS of the raster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>&amp;Raster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>&amp;Bands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>&amp;Search in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>&amp;Question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>&amp;Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>Pi&amp;xel size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>Save to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>There is no folder to save the result in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>Save the project first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>{gsd} m, for a web map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/result_panel.py"/>
        <source>A lower threshold, or a smaller minimum area, may find something.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/result_panel.py"/>
        <source>A lower threshold may find something.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/result_panel.py"/>
        <source>Lower the threshold to {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>&amp;Keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>This area is right (K)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>&amp;Reject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>This area is wrong (R)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>Previous (P)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>Next (N)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>Which areas the map shows; nothing is removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>Show all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>Show those not reviewed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>Show those kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>Write the review into the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>Export for training…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>Write the raster's pixels, the kept areas and the question as training data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>This area cannot be shown in the map's CRS: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>{reviewed} of {total} reviewed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>{kept} kept, {rejected} rejected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>This area has been deleted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>rejected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>not reviewed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>Area {number}: {area}, score {score}, {decision}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/run_bar.py"/>
        <source>Ru&amp;n</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/run_bar.py"/>
        <source>Ask the raster (Ctrl+Return)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/run_bar.py"/>
        <source>Tr&amp;y one tile here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/run_bar.py"/>
        <source>A quick look at the middle of the map, as a temporary layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/run_bar.py"/>
        <source>&amp;Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/run_bar.py"/>
        <source>End the run (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/sample_export.py"/>
        <source>Folder for training data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/sample_export.py"/>
        <source>Writing training data…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/sample_export.py"/>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_dialog.py"/>
        <source>SegEarth: set up the engine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_hint.py"/>
        <source>Show the set-up…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_hint.py"/>
        <source>Setting up the engine: {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Stop here; what is done is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Make it anew</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Remove the environment and install everything again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Remove older engines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Advanced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Found by itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>A folder of wheels, or the address of an index</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Engine's &amp;folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>&amp;Python</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>&amp;More packages from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>One of this version is on this computer already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Some minutes, about 2 GB. Nothing goes into QGIS's own Python, and no account is needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Try and use it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Check and use it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Continue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Repair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Update</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Install</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Step {number} of {total}: {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>{count} MB fetched</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>{done} of {total} packages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>unpacking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Cancelled. What is done is kept; press Continue to go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_ways.py"/>
        <source>PyTorch for the processor alone, or with CUDA for an NVIDIA card (much larger)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_ways.py"/>
        <source>For the processor (about 2 GB)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_ways.py"/>
        <source>For an NVIDIA card (about 8 GB)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_ways.py"/>
        <source>The folder that make bundle wrote</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_ways.py"/>
        <source>A folder with segearth installed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_ways.py"/>
        <source>&amp;Install it on this computer (recommended)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_ways.py"/>
        <source>Install it from an &amp;offline bundle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_ways.py"/>
        <source>&amp;Use an environment that is there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_ways.py"/>
        <source>Use a &amp;command, for example on another computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_ways.py"/>
        <source>Automatic: for the {card}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_ways.py"/>
        <source>Automatic: for the processor, as no NVIDIA card was found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_ways.py"/>
        <source>Automatic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/shaping_panel.py"/>
        <source>Any</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/shaping_panel.py"/>
        <source>Smaller areas are left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/shaping_panel.py"/>
        <source>Off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/shaping_panel.py"/>
        <source>Corners that span less than the square of so many metres go; off: along the pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/shaping_panel.py"/>
        <source>Right an&amp;gles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/shaping_panel.py"/>
        <source>Outlines that are nearly rectangular become so: for buildings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/shaping_panel.py"/>
        <source>&amp;Threshold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/shaping_panel.py"/>
        <source>Minimum &amp;area</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/shaping_panel.py"/>
        <source>Simpli&amp;fy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/shaping_panel.py"/>
        <source>Changes show at once in “{name}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/shaping_panel.py"/>
        <source>For the next run; later they change its result at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/threshold_row.py"/>
        <source>How sure the model must be: lower finds more, higher finds less but surer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/threshold_row.py"/>
        <source>Threshold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/plugin.py"/>
        <source>SegEarth: ask a raster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/plugin.py"/>
        <source>Ask a raster a question in words (SegEarth)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/destinations.py"/>
        <source>The folder {folder} does not exist.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/destinations.py"/>
        <source>Nothing can be written to {folder}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/engine_info.py"/>
        <source>About the engine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/engine_info.py"/>
        <source>Starts the engine and tells its versions, devices and models.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/engine_info.py"/>
        <source>Starts the engine that is set in Settings &gt; Options &gt; SegEarth and tells its version, the devices that it can compute on, and the models that it has. The names of models are the values of “Model” in the other algorithms.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/engine_info.py"/>
        <source>Version of the engine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/engine_info.py"/>
        <source>Version of the protocol</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/engine_info.py"/>
        <source>Version of Python</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/engine_info.py"/>
        <source>Version of PyTorch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/engine_info.py"/>
        <source>Devices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/engine_info.py"/>
        <source>Default model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/engine_info.py"/>
        <source>Models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/folder_run.py"/>
        <source>{number} of {total}: {raster}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/folder_run.py"/>
        <source>{sentence} It is started again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/folder_run.py"/>
        <source>It is done already; its result is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/folder_run.py"/>
        <source>It is asked anew: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/mask_file.py"/>
        <source>The polygons to search in have no CRS, so nobody knows where they lie.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/mask_file.py"/>
        <source>The polygons to search in cannot be written: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/mask_file.py"/>
        <source>There is no polygon to search in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/provider.py"/>
        <source>SegEarth (questions to rasters)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>Question (one per line)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>Model (a name or a folder)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>Smallest area [m²]</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>Smallest hole [m²]</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>Simplify outlines by [m] (0: they follow the pixels)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>Right angles where outlines are nearly so</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>Work at this pixel size [m] (empty: the raster's own)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>CRS of the areas (empty: the raster's)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>Device (auto, cpu, cuda, cuda:1, mps)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>Also answer in words, where the model can</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>There is no question yet. Type one, for example: Where is open water?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>There are {count} questions; a run takes up to {most}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>The pixel size must be above 0 m, or empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Segment by question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>segmentation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>deep learning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>detect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>vectorize</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Ask a raster a question in words; get the polygons that answer it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Asks a raster of any size a question, such as “Where is open water?”, and draws the areas that answer it, with score, area and perimeter. Several questions, one per line, share one layer.

Extent and mask say where to search; the result does not depend on them otherwise. A higher threshold finds less, but surer. Nothing found is a result: an empty layer and the area that was searched.

The model runs in the engine that is set in Settings &gt; Options &gt; SegEarth, on this machine or another. Keep the run's folder to draw the areas anew with another threshold without the model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Raster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Search in this extent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Search inside these polygons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Band for red</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Band for green</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Band for blue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Keep the run in this folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Number of areas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Area of the answers [m²]</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Area searched [m²]</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Answer in words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Choose all three bands, or none of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>The probability raster is of one question: ask one, or leave the raster out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>Segment a folder by question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>Ask every raster of a folder the same questions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>Asks every raster of a folder the same questions. Each raster gets a GeoPackage in the results' folder; the summary is a table with a line per raster and question: done or failed, areas, and what went wrong. All areas can also be put into one layer.

A raster that cannot be read stops nothing. Run it again with the same folder to go on after a cancel or a crash: what is done is kept, and what was begun goes on where it stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>Folder of rasters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>Folders in it, too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>Names of the files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>Folder of the results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>Summary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>Answers of all rasters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>Rasters done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>Rasters that failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>There is no raster in {folder}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>It was cancelled. The same folder of results goes on with it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>{path} cannot be read or written: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>No raster could be searched: the summary tells why.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>The summary cannot be written: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/sinks.py"/>
        <source>The areas cannot be written: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
