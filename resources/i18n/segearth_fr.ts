<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
<context>
    <name>SegEarth</name>
    <message>
        <location filename="../../segearth_qgis/core/errors.py"/>
        <source>Type a question, for example: Where is open water?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/errors.py"/>
        <source>Ask in one or two sentences.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/errors.py"/>
        <source>Ask in English, or choose a model that knows your language.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/errors.py"/>
        <source>Check the layer's source: the file has moved, or the engine's machine cannot see it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/errors.py"/>
        <source>Export the layer as a new GeoTIFF and ask that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/errors.py"/>
        <source>Assign the file its CRS and position first (Raster menu: Georeferencer or Assign Projection).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/errors.py"/>
        <source>Choose an area on the raster: zoom to the layer, or search the whole layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/errors.py"/>
        <source>Choose an area where the raster has valid pixels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/errors.py"/>
        <source>Choose a smaller area.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/errors.py"/>
        <source>Save the project in a folder that you can write to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/errors.py"/>
        <source>Choose another model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/errors.py"/>
        <source>Choose another model, or fetch this one again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/errors.py"/>
        <source>Check the connection and start the download again: it goes on where it stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/errors.py"/>
        <source>Free some space and run it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/errors.py"/>
        <source>Close other programs, or choose a smaller model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/errors.py"/>
        <source>The Message Log has the details, under the tab SegEarth.</source>
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
        <source>Save it as a GeoTIFF first: right-click the layer, then Export &gt; Save As.</source>
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
        <source>“{name}” is shown in {shown}, but its file says {in_file}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_source.py"/>
        <source>no CRS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_source.py"/>
        <source>Export the layer with the CRS that is right, or reset the layer's CRS to that of its file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/result_layers.py"/>
        <source>The result {path} cannot be opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/result_layers.py"/>
        <source>Was it moved? If the engine runs on another machine, its folder must be visible here.</source>
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
        <source>The engine's answer cannot be read: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_result.py"/>
        <source>Engine and plugin may be of different versions.</source>
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
        <source>Set it: right-click the layer, then Layer CRS &gt; Set Layer CRS.</source>
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
        <source>The engine did not end by itself and was killed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/client.py"/>
        <source>The engine's command cannot be read: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/client.py"/>
        <source>SegEarth has no engine to ask yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/client.py"/>
        <source>Starting the engine: {command}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/client.py"/>
        <source>The engine said something that is no message: {text}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/client.py"/>
        <source>The engine refused to start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/client.py"/>
        <source>The engine ({engine}) and this plugin ({plugin}) are of different versions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/client.py"/>
        <source>Update the older of the two.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/client.py"/>
        <source>The engine reported an error without words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/client.py"/>
        <source>The engine cannot be started: {program} does not exist or is not a program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/client.py"/>
        <source>Correct the command in the engine settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/client.py"/>
        <source>The engine's last line was cut: {text}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/client.py"/>
        <source>exit code {code}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/client.py"/>
        <source>The engine ended before it was ready: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/client.py"/>
        <source>Check its command in the engine settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/client.py"/>
        <source>Memory may have run out: close other programs, or choose a smaller area.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/client.py"/>
        <source>The engine stopped in the middle of its work.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/client.py"/>
        <source>The engine did not become ready and was silent for {seconds} s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/client.py"/>
        <source>Check its command in the engine settings, and the Message Log under the tab SegEarth.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/client.py"/>
        <source>The engine gave no sign of life for {seconds} s and was ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/client.py"/>
        <source>Run it again. If it happens again, choose a smaller area or a smaller model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/client.py"/>
        <source>Give the command that starts it in the engine settings, for example: {example}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/question_run.py"/>
        <source>SegEarth: {question}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/question_run.py"/>
        <source>The run did not end after it was cancelled; the engine is ended.</source>
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
        <location filename="../../segearth_qgis/gui/dock.py"/>
        <source>SegEarth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/dock.py"/>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/dock.py"/>
        <source>Ask the raster (Ctrl+Return)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/dock.py"/>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/dock.py"/>
        <source>End the run (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/dock.py"/>
        <source>Starting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/dock.py"/>
        <source>Type a question and press Run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/dock.py"/>
        <source>The engine stopped; starting it again ({number} of {most})…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/dock.py"/>
        <source>Cancelling…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/dock.py"/>
        <source>The result cannot be shown; its file is there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/dock.py"/>
        <source>The project was closed during the run, so its layers were not added. They are in {path}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/dock.py"/>
        <source>Finished in {time}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/dock.py"/>
        <source>Cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/dock.py"/>
        <source>The run was cancelled. No result was saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/dock.py"/>
        <source>Nothing can be written to {folder}: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/dock.py"/>
        <source>{folder} cannot be removed: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/engine_row.py"/>
        <source>Engine settings…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/engine_row.py"/>
        <source>Engine settings</source>
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
        <source>&amp;Questions of this session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/history_panel.py"/>
        <source>Double-click, or press Return, to bring a question back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/options_page.py"/>
        <source>SegEarth answers with an engine: a program of its own, on this computer or on another one. Give the command that starts it. {link} tells where to get it.</source>
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
        <location filename="../../segearth_qgis/gui/path_link.py"/>
        <source>{path}
Click to open its folder</source>
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
        <source>Where could people gather safely after an earthquake?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>Ask in one or two sentences. Ctrl+Return runs, Esc cancels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>The model that answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>&amp;Raster</source>
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
        <source>&amp;Threshold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>Save to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>There is no question yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>Type one, for example: Where is open water?</source>
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
        <location filename="../../segearth_qgis/gui/threshold_row.py"/>
        <source>How sure the model must be, for the next run: lower finds more, higher finds less but surer</source>
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
</context>
</TS>
