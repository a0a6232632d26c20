<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh" sourcelanguage="en">
<context>
    <name>SegEarth</name>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>Plugin</source>
        <translation>插件</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>Python of QGIS</source>
        <translation>QGIS 的 Python</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>System</source>
        <translation>系统</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>Proxy</source>
        <translation>代理</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>used</source>
        <translation>已使用</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>not used</source>
        <translation>未使用</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>Engine command</source>
        <translation>引擎命令</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>version {version}</source>
        <translation>版本 {version}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>Running engine</source>
        <translation>运行中的引擎</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>The engine's command does not end in “serve”, so nobody knows how to ask it for a report.</source>
        <translation>引擎命令不以“serve”结尾，因此无法得知如何向它索取报告。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>The engine's report cannot be read: {reason}</source>
        <translation>无法读取引擎的报告：{reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/doctor.py"/>
        <source>Engine</source>
        <translation>引擎</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/errors.py"/>
        <source>The run was cancelled. No result was saved.</source>
        <translation>运行已取消。未保存任何结果。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/examples.py"/>
        <source>Disaster and safety</source>
        <translation>灾害与安全</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/examples.py"/>
        <source>Town and buildings</source>
        <translation>城镇与建筑</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/examples.py"/>
        <source>Farming</source>
        <translation>农业</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/examples.py"/>
        <source>Water</source>
        <translation>水体</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/examples.py"/>
        <source>Transport</source>
        <translation>交通</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/examples.py"/>
        <source>Nature</source>
        <translation>自然</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/examples.py"/>
        <source>Energy</source>
        <translation>能源</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/export_plan.py"/>
        <source>“{name}” has no CRS, so nobody knows where it lies.</source>
        <translation>“{name}”没有坐标参照系，无法得知其位置。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/export_plan.py"/>
        <source>Set it: right-click the layer, then Layer CRS &gt; Set Layer CRS.</source>
        <translation>请设置：右键单击图层，然后选择“图层坐标参照系 &gt; 设置图层坐标参照系”。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/export_plan.py"/>
        <source>The area cannot be placed on the raster.</source>
        <translation>无法将该区域定位到栅格上。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/export_plan.py"/>
        <source>Choose an area on the raster.</source>
        <translation>请在栅格上选择一个区域。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/export_plan.py"/>
        <source>The area does not touch “{name}”.</source>
        <translation>该区域与“{name}”不相交。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/export_plan.py"/>
        <source>Zoom to the layer, or choose another area.</source>
        <translation>请缩放到图层，或选择其他区域。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/export_plan.py"/>
        <source>The area cannot be placed on the ground.</source>
        <translation>无法将该区域定位到地面上。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/export_plan.py"/>
        <source>Choose a smaller area.</source>
        <translation>请选择较小的区域。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/export_plan.py"/>
        <source>The area is too large to fetch “{name}” from its service.</source>
        <translation>区域过大，无法从服务获取“{name}”。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/export_plan.py"/>
        <source>“{name}” would have to be fetched with {pixels} million pixels; at most {most} million are.</source>
        <translation>获取“{name}”需要 {pixels} 百万像素；最多允许 {most} 百万像素。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/export_plan.py"/>
        <source>Choose a smaller area, or pixels of {gsd} m or coarser.</source>
        <translation>请选择更小的区域，或 {gsd} m 及更粗的像素。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/history.py"/>
        <source>The history in this project cannot be read: {reason}</source>
        <translation>无法读取此工程中的历史记录：{reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/kept_work.py"/>
        <source>Nothing can be written to {folder}: {reason}.</source>
        <translation>无法写入 {folder}：{reason}。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/kept_work.py"/>
        <source>Save the project in a folder that you can write to.</source>
        <translation>请将工程保存到您有写入权限的文件夹中。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/kept_work.py"/>
        <source>{folder} cannot be removed: {reason}</source>
        <translation>无法移除 {folder}：{reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Engine settings…</source>
        <translation>引擎设置…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Diagnose…</source>
        <translation>诊断…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Show the log</source>
        <translation>显示日志</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Choose the area</source>
        <translation>选择区域</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Choose a model</source>
        <translation>选择模型</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Choose coarser pixels</source>
        <translation>选择更粗的像素</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Resume</source>
        <translation>继续运行</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Run again</source>
        <translation>重新运行</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Save the project…</source>
        <translation>保存工程…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Correct what the sentence names and run it again.</source>
        <translation>请更正提示中所指的内容，然后重新运行。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Type a question, for example: Where is open water?</source>
        <translation>请输入英文问题，例如：Where is open water?</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Ask in one or two sentences.</source>
        <translation>请用一两句话提问。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Ask in English, or choose a model that knows your language.</source>
        <translation>请用英语提问，或选择支持您的语言的模型。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Check the layer's source: the file has moved, or the engine's machine cannot see it.</source>
        <translation>请检查图层的数据源：文件已被移动，或引擎所在的计算机无法访问该文件。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Export the layer as a new GeoTIFF and ask that.</source>
        <translation>请将图层导出为新的 GeoTIFF，然后对其提问。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Assign the file its CRS and position first (Raster menu: Georeferencer or Assign Projection).</source>
        <translation>请先为文件指定坐标参照系和位置（“栅格”菜单：地理配准或指定投影）。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Choose an area on the raster: zoom to the layer, or search the whole layer.</source>
        <translation>请在栅格上选择一个区域：缩放到图层，或搜索整个图层。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Choose an area where the raster has valid pixels.</source>
        <translation>请选择栅格具有有效像素的区域。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Choose a smaller area, or coarser pixels.</source>
        <translation>请选择更小的区域或更粗的像素。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Choose another model.</source>
        <translation>请选择其他模型。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Choose another model, or fetch this one again.</source>
        <translation>请选择其他模型，或重新获取此模型。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Leave the device at automatic; the diagnosis tells which devices the engine finds.</source>
        <translation>请将设备保留为自动；诊断会列出引擎找到的设备。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Check the connection and start the download again: it goes on where it stopped.</source>
        <translation>请检查网络连接并重新开始下载：将从中断处继续。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Check that the endpoint is up and run it again.</source>
        <translation>请检查端点是否正常工作，然后重新运行。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Free some space and resume: the tiles that are done are kept.</source>
        <translation>请释放一些空间并继续运行：已完成的瓦片会保留。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Close other programs and resume, or choose a smaller model or coarser pixels.</source>
        <translation>关闭其他程序后继续，或选择更小的模型或更粗的像素。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Resume it when you like: the tiles that are done are kept.</source>
        <translation>可随时继续运行：已完成的瓦片会保留。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>The diagnosis makes a report for the developers; the log has the details.</source>
        <translation>诊断会为开发者生成报告；详细信息见日志。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Update the plugin and the engine to the same version.</source>
        <translation>请将插件和引擎更新到相同版本。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>The log has the details.</source>
        <translation>详细信息见日志。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Fill in what is missing and run it again.</source>
        <translation>请补全缺少的内容，然后重新运行。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Check the connection and the free space on the disk, and run it again.</source>
        <translation>请检查网络连接和磁盘可用空间，然后重新运行。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Engine and plugin may be of different versions.</source>
        <translation>引擎和插件的版本可能不同。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Check the engine's command in its settings.</source>
        <translation>请在引擎设置中检查引擎命令。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Set it up (Raster &gt; SegEarth &gt; Set up the engine…).</source>
        <translation>请设置引擎（栅格 &gt; SegEarth &gt; 安装引擎…）。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Correct the command in the engine settings.</source>
        <translation>请在引擎设置中更正命令。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Check its command in the engine settings.</source>
        <translation>请在引擎设置中检查其命令。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Check its command in the engine settings, and the Message Log under the tab SegEarth.</source>
        <translation>请在引擎设置中检查其命令，并查看日志消息面板的 SegEarth 选项卡。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Update the older of the two.</source>
        <translation>请更新两者中较旧的一个。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Resume it: the tiles that are done are kept. The log has the details.</source>
        <translation>可继续运行：已完成的瓦片会保留。详细信息见日志。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Close other programs, or choose a smaller model, and resume: the tiles that are done are kept.</source>
        <translation>请关闭其他程序，或选择较小的模型，然后继续运行：已完成的瓦片会保留。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Resume it. If it happens again, choose a smaller area or a smaller model.</source>
        <translation>请继续运行。如果再次发生，请选择较小的区域或较小的模型。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Run it again: the engine starts by itself.</source>
        <translation>请重新运行：引擎会自行启动。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Install Python 3.10 or newer, then set up again.</source>
        <translation>请安装 Python 3.10 或更高版本，然后重新安装引擎。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Free some space, or choose a folder on another disk.</source>
        <translation>请释放一些空间，或选择其他磁盘上的文件夹。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Check the connection and the proxy in QGIS's options, then set up again.</source>
        <translation>请检查网络连接和 QGIS 选项中的代理，然后重新安装。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Use an offline bundle, or an engine on another computer.</source>
        <translation>请使用离线包，或其他计算机上的引擎。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Set up again: the file is fetched anew.</source>
        <translation>请重新安装：该文件会重新获取。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Choose the folder that was made for this kind of computer.</source>
        <translation>请选择为此类计算机制作的文件夹。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Wait until the other QGIS has ended its set-up.</source>
        <translation>请等待另一个 QGIS 完成安装。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Set up again; if it fails again, the log of the set-up says why.</source>
        <translation>请重新安装；如果再次失败，安装日志会说明原因。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/next_steps.py"/>
        <source>Choose another program or environment, or let the plugin make one.</source>
        <translation>请选择其他程序或环境，或让插件创建一个环境。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/one_tile.py"/>
        <source>The middle of the map is not on “{name}”.</source>
        <translation>地图中心不在“{name}”上。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/one_tile.py"/>
        <source>Move the map so that the place to try is in its middle.</source>
        <translation>请移动地图，使要试验的位置位于地图中心。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/plan.py"/>
        <source>The engine's plan cannot be read: {reason}</source>
        <translation>无法读取引擎的计划：{reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/plan.py"/>
        <source>1 tile</source>
        <translation>1 个瓦片</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/plan.py"/>
        <source>{count} tiles</source>
        <translation>{count} 个瓦片</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/plan.py"/>
        <source>about {time}</source>
        <translation>约 {time}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/plan.py"/>
        <source>{size} on disk</source>
        <translation>占用磁盘 {size}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/plan.py"/>
        <source>{count} pixels of {gsd}</source>
        <translation>{count} 像素，每像素 {gsd}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/plan.py"/>
        <source>This run takes about {time} and up to {size} on disk.</source>
        <translation>此次运行约需 {time}，最多占用磁盘 {size}。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/plan.py"/>
        <source>{count} million</source>
        <translation>{count} 百万</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/plan.py"/>
        <source>{count} billion</source>
        <translation>{count} 十亿</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/preview_layers.py"/>
        <source>{question} (so far)</source>
        <translation>{question}（目前）</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>Model: {licence}</source>
        <translation>模型：{licence}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>Question: {question}</source>
        <translation>问题：{question}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>Raster: {raster}</source>
        <translation>栅格：{raster}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>Model: {model} ({fingerprint})</source>
        <translation>模型：{model}（{fingerprint}）</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>Threshold: {threshold}</source>
        <translation>阈值：{threshold}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>Searched: {area}</source>
        <translation>已搜索：{area}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>{date}: asked with SegEarth {engine} (run {run})</source>
        <translation>{date}：使用 SegEarth {engine} 提问（运行 {run}）</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>{tiles} tiles at {gsd} m a pixel</source>
        <translation>{tiles} 个瓦片，每像素 {gsd} m</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>smallest area {value} m²</source>
        <translation>最小面积 {value} m²</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>smallest hole {value} m²</source>
        <translation>最小孔洞 {value} m²</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>outlines simplified by {value} m</source>
        <translation>轮廓简化 {value} m</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>in {value}</source>
        <translation>坐标参照系 {value}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>inside the polygons of {value}</source>
        <translation>在 {value} 的多边形内</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/provenance.py"/>
        <source>right angles</source>
        <translation>直角</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/quick_look.py"/>
        <source>One tile: {question}</source>
        <translation>单个瓦片：{question}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_bands.py"/>
        <source>Values from the 2nd to the 98th percentile of the raster become dark to bright.</source>
        <translation>栅格第 2 至第 98 百分位的值映射为由暗到亮。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_bands.py"/>
        <source>8-bit values are taken as they are.</source>
        <translation>8 位值按原样使用。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_export.py"/>
        <source>Choose a folder that you can write to; in the dock it is that of the project.</source>
        <translation>请选择可写入的文件夹；在面板中即项目所在的文件夹。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_export.py"/>
        <source>Fetching the raster may take {needed} MB; {folder} has {free} MB free.</source>
        <translation>获取栅格可能需要 {needed} MB；{folder} 有 {free} MB 可用。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_export.py"/>
        <source>Free some space, choose a smaller area, or a folder on another disk.</source>
        <translation>请腾出空间、选择更小的区域，或选择另一磁盘上的文件夹。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_export.py"/>
        <source>“{name}” could not be fetched: {reason}.</source>
        <translation>无法获取“{name}”：{reason}。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_export.py"/>
        <source>its pixels cannot be read</source>
        <translation>无法读取其像素</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_export.py"/>
        <source>it cannot be reprojected</source>
        <translation>无法对其重投影</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_export.py"/>
        <source>the file cannot be written ({code})</source>
        <translation>无法写入文件（{code}）</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_export.py"/>
        <source>its service has no picture of this place at this scale</source>
        <translation>其服务在此比例下没有该位置的图像</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_export.py"/>
        <source>SegEarth: fetching “{name}”</source>
        <translation>SegEarth：正在获取“{name}”</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_export.py"/>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_source.py"/>
        <source>There is no raster to ask.</source>
        <translation>没有可提问的栅格。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_source.py"/>
        <source>Add a raster layer to the project.</source>
        <translation>请向工程添加栅格图层。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_source.py"/>
        <source>“{name}” is not a file but comes from a service or a database.</source>
        <translation>“{name}”不是文件，而是来自服务或数据库。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_source.py"/>
        <source>“{name}” is a part of a larger file, which the engine cannot open yet.</source>
        <translation>“{name}”是一个较大文件的一部分，引擎尚无法打开。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_source.py"/>
        <source>The file of “{name}” is no longer at {path}.</source>
        <translation>“{name}”的文件已不在 {path}。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_source.py"/>
        <source>Repair the layer's source, or add the raster again.</source>
        <translation>请修复图层的数据源，或重新添加该栅格。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_source.py"/>
        <source>“{name}” has a format that the engine cannot read.</source>
        <translation>引擎无法读取“{name}”的格式。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_source.py"/>
        <source>“{name}” cannot be read: its source does not answer.</source>
        <translation>无法读取“{name}”：其数据源没有响应。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_source.py"/>
        <source>Check the connection, then repair the layer's source or add it again.</source>
        <translation>请检查网络连接，然后修复图层的数据源或重新添加图层。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_source.py"/>
        <source>“{name}” is shown in {shown}, but its file says {in_file}.</source>
        <translation>“{name}”以 {shown} 显示，但其文件中为 {in_file}。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/raster_source.py"/>
        <source>“{name}” has its CRS from QGIS alone: its file has none.</source>
        <translation>“{name}”的坐标参照系仅由 QGIS 指定：其文件中没有。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/replies.py"/>
        <source>{count} of its pictures did not come ({reason})</source>
        <translation>有 {count} 幅图像未能获取（{reason}）</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/replies.py"/>
        <source>QGIS was too busy to tell whether all of it came</source>
        <translation>QGIS 过于繁忙，无法确认是否全部收到</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/replies.py"/>
        <source>no answer in time</source>
        <translation>未及时响应</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/result_file.py"/>
        <source>The result {path} cannot be opened.</source>
        <translation>无法打开结果 {path}。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/result_file.py"/>
        <source>Was it moved? If the engine runs on another machine, its folder must be visible here.</source>
        <translation>它是否已被移动？如果引擎在其他计算机上运行，其文件夹必须能从此处访问。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/result_layers.py"/>
        <source>Answers</source>
        <translation>答案</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/result_layers.py"/>
        <source>Coverage</source>
        <translation>覆盖范围</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/result_layers.py"/>
        <source>Probability</source>
        <translation>概率</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/result_layers.py"/>
        <source>Probability: {question}</source>
        <translation>概率：{question}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/review.py"/>
        <source>“{name}” holds no answers of SegEarth.</source>
        <translation>“{name}”不包含 SegEarth 的答案。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/review.py"/>
        <source>Choose the layer Answers of a run.</source>
        <translation>请选择某次运行的“答案”图层。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/review.py"/>
        <source>Keep an area</source>
        <translation>保留区域</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/review.py"/>
        <source>Reject an area</source>
        <translation>拒绝区域</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/review.py"/>
        <source>The review cannot be saved: {reason}</source>
        <translation>无法保存审核：{reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/review.py"/>
        <source>“{name}” cannot be changed.</source>
        <translation>无法更改“{name}”。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/review.py"/>
        <source>Check that its file is not read-only and not open in another program.</source>
        <translation>请检查其文件是否为只读，或是否已在其他程序中打开。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_layers.py"/>
        <source>The areas of “{name}” cannot be written: {reason}</source>
        <translation>无法写入“{name}”的区域：{reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_layers.py"/>
        <source>Its file may be incomplete now: free some space, and change a value again to draw them anew.</source>
        <translation>其文件现在可能不完整：请释放一些空间，然后再次更改某个值以重新绘制区域。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_progress.py"/>
        <source>Drawing polygons</source>
        <translation>正在绘制多边形</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_progress.py"/>
        <source>Putting the answer into words</source>
        <translation>正在用文字表述答案</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_progress.py"/>
        <source>Writing the result</source>
        <translation>正在写入结果</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_progress.py"/>
        <source>Tile {done} of {total}</source>
        <translation>瓦片 {done}/{total}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_progress.py"/>
        <source>Reading the raster</source>
        <translation>正在读取栅格</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_progress.py"/>
        <source>{areas} found</source>
        <translation>找到 {areas}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_progress.py"/>
        <source>{time} left</source>
        <translation>剩余 {time}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_result.py"/>
        <source>{areas}, {area}</source>
        <translation>{areas}，{area}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_result.py"/>
        <source>Nothing found</source>
        <translation>未找到任何内容</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_result.py"/>
        <source>Nothing found in {searched} searched</source>
        <translation>已搜索 {searched}，未找到任何内容</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_result.py"/>
        <source>{areas}, {area}, in {searched} searched</source>
        <translation>{areas}，{area}，已搜索 {searched}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_result.py"/>
        <source>“{answer}”</source>
        <translation>“{answer}”</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_result.py"/>
        <source>1 tile failed and was not searched: see the coverage layer.</source>
        <translation>1 个瓦片失败，未被搜索：参见覆盖范围图层。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_result.py"/>
        <source>{count} tiles failed and were not searched: see the coverage layer.</source>
        <translation>{count} 个瓦片失败，未被搜索：参见覆盖范围图层。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/run_result.py"/>
        <source>The engine's answer cannot be read: {reason}</source>
        <translation>无法读取引擎的回答：{reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/sample_pixels.py"/>
        <source>The run's record is missing, so the stretch of “{name}” is not known.</source>
        <translation>缺少运行记录，无法得知“{name}”的拉伸方式。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/sample_pixels.py"/>
        <source>Keep the run's folder beside its result, or ask again.</source>
        <translation>请将运行文件夹与其结果放在一起，或重新提问。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/sample_pixels.py"/>
        <source>The raster cannot be read.</source>
        <translation>无法读取该栅格。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/sample_pixels.py"/>
        <source>Pixels of this data type cannot be exported.</source>
        <translation>无法导出此数据类型的像素。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/search_area.py"/>
        <source>The area to search is empty.</source>
        <translation>要搜索的区域为空。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/search_area.py"/>
        <source>Zoom to the raster, or draw again.</source>
        <translation>请缩放到栅格，或重新绘制。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/search_area.py"/>
        <source>There is no polygon layer to search in.</source>
        <translation>没有可供搜索的多边形图层。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/search_area.py"/>
        <source>Add one, or choose another area.</source>
        <translation>请添加一个，或选择其他区域。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/search_area.py"/>
        <source>“{name}” has no CRS, so nobody knows where its polygons lie.</source>
        <translation>“{name}”没有坐标参照系，无法得知其多边形的位置。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/search_area.py"/>
        <source>“{name}” has no polygon to search in.</source>
        <translation>“{name}”没有可供搜索的多边形。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/search_area.py"/>
        <source>Draw one, select one, or choose another area.</source>
        <translation>请绘制一个、选择一个，或选择其他区域。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/search_area.py"/>
        <source>The polygons of “{name}” cannot be written: {reason}</source>
        <translation>无法写入“{name}”的多边形：{reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/styles.py"/>
        <source>{percent} %</source>
        <translation>{percent} %</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/text.py"/>
        <source>less than 1 s</source>
        <translation>不到 1 秒</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/text.py"/>
        <source>{count} s</source>
        <translation>{count} 秒</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/text.py"/>
        <source>{count} min</source>
        <translation>{count} 分钟</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/text.py"/>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} 小时 {minutes} 分钟</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/text.py"/>
        <source>1 area</source>
        <translation>1 个区域</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/text.py"/>
        <source>{count} areas</source>
        <translation>{count} 个区域</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/training_sample.py"/>
        <source>{total} pictures written, {without} of them without the target.</source>
        <translation>已写入 {total} 幅图像，其中 {without} 幅不含目标。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/training_sample.py"/>
        <source>{count} were left out, as areas in them are not reviewed.</source>
        <translation>略去了 {count} 幅，因为其中有未审核的区域。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/training_sample.py"/>
        <source>Nothing in “{name}” is reviewed yet.</source>
        <translation>“{name}”中尚无已审核的内容。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/training_sample.py"/>
        <source>Keep or reject areas first.</source>
        <translation>请先保留或拒绝一些区域。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/training_sample.py"/>
        <source>The raster of this run cannot be opened.</source>
        <translation>无法打开此次运行的栅格。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/core/training_sample.py"/>
        <source>Is it still where it was?</source>
        <translation>它是否仍在原处？</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/adjuster.py"/>
        <source>“{name}” is being edited, so its areas stay as they are.</source>
        <translation>“{name}”正在编辑，其区域保持不变。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/adjuster.py"/>
        <source>Save or drop the edits first.</source>
        <translation>请先保存或放弃编辑。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/blocking_client.py"/>
        <source>Starting the engine: {command}</source>
        <translation>正在启动引擎：{command}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/blocking_client.py"/>
        <source>The engine did not end by itself and was killed.</source>
        <translation>引擎未能自行结束，已被强制终止。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/blocking_client.py"/>
        <source>The engine reported an error without words.</source>
        <translation>引擎报告了错误，但没有说明。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/blocking_client.py"/>
        <source>The run did not end after it was cancelled; the engine is ended.</source>
        <translation>运行取消后未结束；引擎将被终止。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/blocking_client.py"/>
        <source>The engine said something that is no message: {text}</source>
        <translation>引擎输出的内容不是消息：{text}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/client.py"/>
        <source>The engine was stopped.</source>
        <translation>引擎已停止。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/client.py"/>
        <source>The engine was ended.</source>
        <translation>引擎已被终止。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/client.py"/>
        <source>The engine's last line was cut: {text}</source>
        <translation>引擎的最后一行被截断：{text}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/doctor_run.py"/>
        <source>The engine made no report within {seconds} s.</source>
        <translation>引擎在 {seconds} 秒内未生成报告。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/doctor_run.py"/>
        <source>The engine's program cannot be started.</source>
        <translation>无法启动引擎程序。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/doctor_run.py"/>
        <source>The engine gave no report: {reason}</source>
        <translation>引擎未提供报告：{reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/endings.py"/>
        <source>SegEarth has no engine to ask yet.</source>
        <translation>SegEarth 还没有可供提问的引擎。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/endings.py"/>
        <source>The engine's command cannot be read: {reason}.</source>
        <translation>无法读取引擎命令：{reason}。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/endings.py"/>
        <source>The engine cannot be started: {program} does not exist or is not a program.</source>
        <translation>无法启动引擎：{program} 不存在或不是程序。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/endings.py"/>
        <source>exit code {code}</source>
        <translation>退出代码 {code}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/endings.py"/>
        <source>The engine ended before it was ready: {reason}</source>
        <translation>引擎在就绪之前结束：{reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/endings.py"/>
        <source>The engine refused to start.</source>
        <translation>引擎拒绝启动。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/endings.py"/>
        <source>The engine ({engine}) and this plugin ({plugin}) are of different versions.</source>
        <translation>引擎（{engine}）与此插件（{plugin}）的版本不同。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/endings.py"/>
        <source>The engine was ended from outside, most likely because memory ran out.</source>
        <translation>引擎被外部终止，很可能是因为内存不足。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/endings.py"/>
        <source>The engine stopped in the middle of its work.</source>
        <translation>引擎在工作中途停止。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/endings.py"/>
        <source>The engine did not become ready and was silent for {seconds} s.</source>
        <translation>引擎未能就绪，且已 {seconds} 秒没有输出。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/endings.py"/>
        <source>The engine gave no sign of life for {seconds} s and was ended.</source>
        <translation>引擎 {seconds} 秒没有响应，已被终止。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/endings.py"/>
        <source>Set it up (Raster &gt; SegEarth &gt; Set up the engine…), or give its command in the settings, such as: {example}</source>
        <translation>请设置引擎（栅格 &gt; SegEarth &gt; 安装引擎…），或在设置中给出其命令，例如：{example}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/question_run.py"/>
        <source>SegEarth: {question}</source>
        <translation>SegEarth：{question}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_bundle.py"/>
        <source>Choose the folder that make bundle wrote, with its file {name}.</source>
        <translation>请选择由 make bundle 生成、含有文件 {name} 的文件夹。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_bundle.py"/>
        <source>{folder} is no offline bundle: {reason}.</source>
        <translation>{folder} 不是离线包：{reason}。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_bundle.py"/>
        <source>{name} of the bundle is damaged, or of another version of the plugin.</source>
        <translation>离线包中的 {name} 已损坏，或属于其他版本的插件。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_bundle.py"/>
        <source>This bundle holds the engine {bundle}, but the plugin needs {plugin}.</source>
        <translation>此离线包包含引擎 {bundle}，但插件需要 {plugin}。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_bundle.py"/>
        <source>Make the bundle again with the same version, or install the plugin of version {version}.</source>
        <translation>请用相同版本重新制作离线包，或安装 {version} 版插件。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_bundle.py"/>
        <source>This bundle is for {bundle}; this computer is {here}.</source>
        <translation>此离线包适用于 {bundle}；本机为 {here}。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_bundle.py"/>
        <source>Make the bundle on a computer of the same kind.</source>
        <translation>请在同类计算机上制作离线包。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>The set-up cannot begin: {reason}</source>
        <translation>无法开始安装：{reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Looking for Python</source>
        <translation>正在查找 Python</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Checking the bundle</source>
        <translation>正在检查离线包</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Making the environment</source>
        <translation>正在创建环境</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Preparing the installer</source>
        <translation>正在准备安装程序</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Installing PyTorch</source>
        <translation>正在安装 PyTorch</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Installing the libraries</source>
        <translation>正在安装库</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Installing the engine and its model</source>
        <translation>正在安装引擎及其模型</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Copying further models</source>
        <translation>正在复制其他模型</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Trying the engine on one tile</source>
        <translation>正在用一个瓦片试验引擎</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>The set-up cannot go on: {reason}</source>
        <translation>无法继续安装：{reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>The bundle is damaged: {files}</source>
        <translation>离线包已损坏：{files}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Copy these files again from where the bundle was made.</source>
        <translation>请从制作离线包的位置重新复制这些文件。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>The bundle could not be checked.</source>
        <translation>无法检查离线包。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Python could not make an environment in {folder}.</source>
        <translation>Python 无法在 {folder} 中创建环境。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Going on with the pip that came with Python.</source>
        <translation>继续使用 Python 自带的 pip。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>There is no build for the processor alone; taking the ordinary one, which is larger.</source>
        <translation>没有仅用于处理器的版本；将使用较大的普通版本。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>The model {name} could not be copied.</source>
        <translation>无法复制模型 {name}。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>The engine was installed but does not work.</source>
        <translation>引擎已安装，但无法工作。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Another QGIS is setting up this engine.</source>
        <translation>另一个 QGIS 正在安装此引擎。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Wait until it has finished, or close it.</source>
        <translation>请等待其完成，或将其关闭。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>The engine needs {needed} GB of disk; {folder} has {free} GB free.</source>
        <translation>引擎需要 {needed} GB 磁盘空间；{folder} 有 {free} GB 可用。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_install.py"/>
        <source>Free some space, or choose another folder under Advanced.</source>
        <translation>请释放一些空间，或在“高级”下选择其他文件夹。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>The disk became full while packages were installed.</source>
        <translation>安装软件包时磁盘已满。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>Free some space and press Continue: what is there already is kept.</source>
        <translation>请释放一些空间，然后按“继续”：已有的内容会保留。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>A package arrived damaged.</source>
        <translation>收到的软件包已损坏。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>Press Continue to fetch it again. If it happens again: a bundle.</source>
        <translation>请按“继续”重新获取。如果再次发生：请使用离线包。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>The proxy refused the connection.</source>
        <translation>代理拒绝了连接。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>Correct it in Settings &gt; Options &gt; Network, with user and password, then press Continue.</source>
        <translation>请在“设置 &gt; 选项 &gt; 网络”中更正代理及其用户和密码，然后按“继续”。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>The secure connection was refused: a certificate is not trusted.</source>
        <translation>安全连接被拒绝：证书不受信任。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>Company networks often need a certificate of their own: set it for pip (PIP_CERT), or use an offline bundle.</source>
        <translation>公司网络通常需要自己的证书：请为 pip 设置（PIP_CERT），或使用离线包。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>The package server cannot be reached.</source>
        <translation>无法连接软件包服务器。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>Check the connection, and the proxy in Settings &gt; Options &gt; Network; then press Continue. Without internet, use an offline bundle.</source>
        <translation>请检查网络连接，以及“设置 &gt; 选项 &gt; 网络”中的代理；然后按“继续”。如果没有互联网，请使用离线包。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>The bundle was made for another computer or is not complete. Make it again with make bundle.</source>
        <translation>此离线包是为其他计算机制作的，或不完整。请用 make bundle 重新制作。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>Give a folder or an index that has it under Advanced, or use an offline bundle.</source>
        <translation>请在“高级”下指定含有它的文件夹或索引，或使用离线包。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>{package} was found in no place for this Python.</source>
        <translation>找不到适用于此 Python 的 {package}。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>The packages could not be installed.</source>
        <translation>无法安装软件包。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_pip.py"/>
        <source>Press Continue to try again. The log says:</source>
        <translation>请按“继续”重试。日志内容：</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_python.py"/>
        <source>{program} is no Python of version {needed}.</source>
        <translation>{program} 不是 {needed} 版本的 Python。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_python.py"/>
        <source>No suitable Python was found on this computer; it takes version {needed}.</source>
        <translation>在此计算机上未找到合适的 Python；需要版本 {needed}。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_python.py"/>
        <source>Python is there, but not its module venv. In a terminal: sudo apt install python3-venv</source>
        <translation>已有 Python，但缺少其 venv 模块。请在终端中运行：sudo apt install python3-venv</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_python.py"/>
        <source>Install Python with your package manager, then try again; or choose its program below.</source>
        <translation>请用软件包管理器安装 Python，然后重试；或在下方选择其程序。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_python.py"/>
        <source>Install Python from python.org, then try again; or choose its program below.</source>
        <translation>请从 python.org 安装 Python，然后重试；或在下方选择其程序。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_python.py"/>
        <source>Seen: {list}</source>
        <translation>已发现：{list}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_report.py"/>
        <source>It is version {engine}, but {version} is needed.</source>
        <translation>其版本为 {engine}，但需要 {version}。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>SegEarth needs its engine: it is set up once, beside QGIS.</source>
        <translation>SegEarth 需要引擎：只需安装一次，独立于 QGIS。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>The set-up of the engine is not finished.</source>
        <translation>引擎的安装尚未完成。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>The engine is damaged or no longer there.</source>
        <translation>引擎已损坏或不再存在。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>The engine is older than the plugin.</source>
        <translation>引擎比插件旧。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>The engine is being set up.</source>
        <translation>正在安装引擎。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>The engine is set up.</source>
        <translation>引擎已安装。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>Set-up</source>
        <translation>安装设置</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>Environment</source>
        <translation>环境</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>Packages</source>
        <translation>软件包</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>The command cannot be read: {reason}.</source>
        <translation>无法读取命令：{reason}。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>Close its quotes.</source>
        <translation>请补全引号。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>There is no command yet.</source>
        <translation>尚无命令。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>For example: ssh gpu-box segearth serve</source>
        <translation>例如：ssh gpu-box segearth serve</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>Starting {command}</source>
        <translation>正在启动 {command}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>The engine is ready.</source>
        <translation>引擎已就绪。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_state.py"/>
        <source>The engine {version} answers. Models: {models}</source>
        <translation>引擎 {version} 有响应。模型：{models}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_trial.py"/>
        <source>This engine is version {engine}; the plugin is {plugin}.</source>
        <translation>此引擎的版本为 {engine}；插件的版本为 {plugin}。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_trial.py"/>
        <source>Update it, in its environment: pip install segearth=={version}</source>
        <translation>请在其环境中更新：pip install segearth=={version}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_trial.py"/>
        <source>There is no engine in {folder}.</source>
        <translation>{folder} 中没有引擎。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/engine_client/setup_trial.py"/>
        <source>Choose the folder of a Python environment with segearth installed, or its program {name}.</source>
        <translation>请选择已安装 segearth 的 Python 环境文件夹，或其程序 {name}。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/fault_plugin.py"/>
        <source>SegEarth could not be loaded in QGIS {version}: {reason}</source>
        <translation>无法在 QGIS {version} 中加载 SegEarth：{reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/area_widget.py"/>
        <source>What the map shows</source>
        <translation>地图显示的范围</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/area_widget.py"/>
        <source>The part of the raster that is visible when the run starts</source>
        <translation>运行开始时可见的栅格部分</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/area_widget.py"/>
        <source>The whole raster</source>
        <translation>整个栅格</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/area_widget.py"/>
        <source>From edge to edge</source>
        <translation>从一边到另一边</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/area_widget.py"/>
        <source>A drawn rectangle</source>
        <translation>绘制的矩形</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/area_widget.py"/>
        <source>Drag a rectangle on the map</source>
        <translation>在地图上拖出一个矩形</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/area_widget.py"/>
        <source>Polygons of a layer</source>
        <translation>图层的多边形</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/area_widget.py"/>
        <source>Only inside the polygons of a layer</source>
        <translation>仅在图层的多边形内</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/area_widget.py"/>
        <source>No rectangle is drawn yet.</source>
        <translation>尚未绘制矩形。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/area_widget.py"/>
        <source>Press “Draw on map” and drag a rectangle, or choose another area.</source>
        <translation>请按“在地图上绘制”并拖出一个矩形，或选择其他区域。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/ask_panel.py"/>
        <source>Type a question and press Run.</source>
        <translation>请输入问题，然后按“运行”。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/ask_panel.py"/>
        <source>Fetching the raster…</source>
        <translation>正在获取栅格…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/ask_panel.py"/>
        <source>Planning…</source>
        <translation>正在制定计划…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/ask_panel.py"/>
        <source>Starting…</source>
        <translation>正在启动…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/ask_panel.py"/>
        <source>Cancelling…</source>
        <translation>正在取消…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/ask_panel.py"/>
        <source>The engine stopped; starting it again ({number} of {most})…</source>
        <translation>引擎已停止；正在重新启动（{number}/{most}）…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/band_picker.py"/>
        <source>As the file says</source>
        <translation>按文件所示</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/band_picker.py"/>
        <source>Red, green and blue by their names in the file, else bands 1, 2, 3</source>
        <translation>按文件中的名称取红、绿、蓝，否则取波段 1、2、3</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/band_picker.py"/>
        <source>As displayed</source>
        <translation>按显示</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/band_picker.py"/>
        <source>The bands that the map shows when the run starts</source>
        <translation>运行开始时地图所显示的波段</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/band_picker.py"/>
        <source>Choose bands</source>
        <translation>选择波段</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/band_picker.py"/>
        <source>Any three bands</source>
        <translation>任意三个波段</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/band_picker.py"/>
        <source>Red</source>
        <translation>红</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/band_picker.py"/>
        <source>Green</source>
        <translation>绿</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/band_picker.py"/>
        <source>Blue</source>
        <translation>蓝</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/band_picker.py"/>
        <source>As displayed ({bands})</source>
        <translation>按显示（{bands}）</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/consent_row.py"/>
        <source>Change anyway</source>
        <translation>仍要更改</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/consent_row.py"/>
        <source>Leave it as it is</source>
        <translation>保持原样</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/consent_row.py"/>
        <source>The file of this layer was changed after its areas were drawn.</source>
        <translation>此图层的文件在绘制区域之后被更改过。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/consent_row.py"/>
        <source>Drawing them anew loses that.</source>
        <translation>重新绘制会丢失这些更改。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/consent_row.py"/>
        <source>1 area of this layer is reviewed.</source>
        <translation>此图层有 1 个区域已审核。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/consent_row.py"/>
        <source>{count} areas of this layer are reviewed.</source>
        <translation>此图层有 {count} 个区域已审核。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/consent_row.py"/>
        <source>Drawing them anew forgets that.</source>
        <translation>重新绘制会丢失审核结果。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/dock.py"/>
        <source>SegEarth</source>
        <translation>SegEarth</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/dock.py"/>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/dock.py"/>
        <source>Review</source>
        <translation>审核</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/dock.py"/>
        <source>History of this project</source>
        <translation>此工程的历史记录</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/dock.py"/>
        <source>What the run had done is deleted.</source>
        <translation>此次运行已完成的内容已删除。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>SegEarth: diagnosis</source>
        <translation>SegEarth：诊断</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>What</source>
        <translation>项目</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>Detail</source>
        <translation>详情</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>&amp;Last lines of the engine</source>
        <translation>引擎的最后几行(&amp;L)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>The engine has written nothing.</source>
        <translation>引擎没有任何输出。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>The report leaves out your user name, the name of your home folder and that of the computer.</source>
        <translation>报告不包含您的用户名、主文件夹名称和计算机名称。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>Copy as &amp;Markdown</source>
        <translation>复制为 Markdown(&amp;M)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>&amp;Again</source>
        <translation>再次诊断(&amp;A)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>no engine is set up</source>
        <translation>未安装引擎</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>There is no engine yet.</source>
        <translation>尚无引擎。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>Asking the engine, and the model about one tile…</source>
        <translation>正在查询引擎，并用一个瓦片测试模型…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>This may take a minute.</source>
        <translation>可能需要一分钟。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>Everything works.</source>
        <translation>一切正常。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>One tile went through the model.</source>
        <translation>已有一个瓦片通过模型。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>Something does not work: {names}</source>
        <translation>有内容无法正常工作：{names}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/doctor_dialog.py"/>
        <source>The rows below say what. The report has everything that others need to help.</source>
        <translation>下方各行说明了原因。报告包含他人提供帮助所需的一切信息。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/engine_row.py"/>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/engine_row.py"/>
        <source>Diagnose the engine…</source>
        <translation>诊断引擎…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/engine_row.py"/>
        <source>Engine {version} ready</source>
        <translation>引擎 {version} 已就绪</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/engine_row.py"/>
        <source>Engine starting…</source>
        <translation>正在启动引擎…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/engine_row.py"/>
        <source>Engine not running</source>
        <translation>引擎未运行</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/history_panel.py"/>
        <source>Double-click, or press Return, to bring a question back; Delete removes it</source>
        <translation>双击或按 Return 可取回问题；按 Delete 可将其移除</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/history_panel.py"/>
        <source>The same once more, into a new file</source>
        <translation>再次执行相同操作，写入新文件</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/history_panel.py"/>
        <source>Copy as</source>
        <translation>复制为</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/history_panel.py"/>
        <source>The same as a command for a terminal</source>
        <translation>以终端命令的形式执行相同操作</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/history_panel.py"/>
        <source>Command of the engine (segearth)</source>
        <translation>引擎命令（segearth）</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/history_panel.py"/>
        <source>Command of QGIS (qgis_process)</source>
        <translation>QGIS 命令（qgis_process）</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/history_panel.py"/>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/history_panel.py"/>
        <source>From this list; its files stay</source>
        <translation>从此列表中移除；其文件保留</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/history_panel.py"/>
        <source>Bring back</source>
        <translation>取回</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/interrupted_row.py"/>
        <source>&amp;Keep it</source>
        <translation>保留(&amp;K)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/interrupted_row.py"/>
        <source>Draw the areas that were found so far</source>
        <translation>绘制目前已找到的区域</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/interrupted_row.py"/>
        <source>Go &amp;on</source>
        <translation>继续(&amp;O)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/interrupted_row.py"/>
        <source>Search the tiles that are left</source>
        <translation>搜索剩余的瓦片</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/interrupted_row.py"/>
        <source>&amp;Discard</source>
        <translation>丢弃(&amp;D)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/interrupted_row.py"/>
        <source>Delete what this run has done</source>
        <translation>删除此次运行已完成的内容</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/interrupted_row.py"/>
        <source>{done} of {tiles} tiles are done and kept.</source>
        <translation>{tiles} 个瓦片中已完成并保留 {done} 个。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/options_page.py"/>
        <source>SegEarth answers with an engine: a program of its own, on this computer or on another one. The set-up installs it or takes one that is there; it can also be given by hand, as the command that starts it. {link} tells more.</source>
        <translation>SegEarth 借助引擎作答：引擎是独立的程序，位于此计算机或其他计算机上。安装向导可安装引擎或使用已有的引擎；也可以手动填写启动引擎的命令。详情见 {link}。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/options_page.py"/>
        <source>Program and arguments; quote what has blanks. On another machine: ssh box segearth serve</source>
        <translation>程序和参数；含空格的部分请加引号。在其他计算机上：ssh box segearth serve</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/options_page.py"/>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/options_page.py"/>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/options_page.py"/>
        <source>Start the engine with this command and see whether it answers</source>
        <translation>用此命令启动引擎，查看其是否响应</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/options_page.py"/>
        <source>Set up the engine…</source>
        <translation>安装引擎…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/options_page.py"/>
        <source>See what works and what does not, and copy it as a report</source>
        <translation>查看哪些正常、哪些不正常，并复制为报告</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/options_page.py"/>
        <source>Engine &amp;command</source>
        <translation>引擎命令(&amp;C)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/options_page.py"/>
        <source>Starting the engine…</source>
        <translation>正在启动引擎…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/options_page.py"/>
        <source>The engine's program</source>
        <translation>引擎程序</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/options_page.py"/>
        <source>The engine answers.</source>
        <translation>引擎有响应。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/options_page.py"/>
        <source>Version {version}; devices: {devices}; models: {models}</source>
        <translation>版本 {version}；设备：{devices}；模型：{models}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/outcome.py"/>
        <source>The result cannot be shown; its file is there.</source>
        <translation>无法显示结果；其文件仍在。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/outcome.py"/>
        <source>The run was cancelled.</source>
        <translation>运行已取消。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/outcome.py"/>
        <source>The project was closed during the run, so its layers were not added. They are in {path}.</source>
        <translation>工程在运行期间被关闭，因此未添加其图层。它们位于 {path}。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/outcome.py"/>
        <source>Drawn anew from the run, without the model.</source>
        <translation>已根据此次运行重新绘制，未使用模型。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/outcome.py"/>
        <source>Finished in {time}: the scene was already encoded.</source>
        <translation>用时 {time} 完成：场景此前已编码。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/outcome.py"/>
        <source>Finished in {time}.</source>
        <translation>用时 {time} 完成。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/path_link.py"/>
        <source>{path}
Click to open its folder</source>
        <translation>{path}
单击可打开其文件夹</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/plan_row.py"/>
        <source>Run it &amp;anyway</source>
        <translation>仍要运行(&amp;A)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/plan_row.py"/>
        <source>Try one tile first</source>
        <translation>先试一个瓦片</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/plan_row.py"/>
        <source>QGIS fetches {columns} × {rows} pixels of {gsd} m first.</source>
        <translation>QGIS 将先获取 {columns} × {rows} 个 {gsd} m 的像素。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/plan_row.py"/>
        <source>What this run would take here: {plan}. The time is an estimate.</source>
        <translation>此次运行在此处的需求：{plan}。时间为估计值。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/polygon_picker.py"/>
        <source>Only inside the polygons of this layer</source>
        <translation>仅在此图层的多边形内</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/polygon_picker.py"/>
        <source>Selected features only ({count})</source>
        <translation>仅选中的要素（{count}）</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/polygon_picker.py"/>
        <source>Selected features only</source>
        <translation>仅选中的要素</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>Where could people gather safely after an earthquake?</source>
        <translation>Where could people gather safely after an earthquake?</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>One question a line, up to {count}. Ctrl+Return runs, Esc cancels.</source>
        <translation>每行一个问题，最多 {count} 个。Ctrl+Return 运行，Esc 取消。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>Questions, one a line</source>
        <translation>问题，每行一个</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>&amp;Examples</source>
        <translation>示例(&amp;E)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>Questions to start from, by domain</source>
        <translation>入门问题，按领域分类</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>There is no question yet.</source>
        <translation>尚无问题。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>Type one, for example: Where is open water?</source>
        <translation>请输入一个英文问题，例如：Where is open water?</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>A question is longer than {count} characters.</source>
        <translation>有问题超过 {count} 个字符。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>Ask in one or two sentences; every line is a question of its own.</source>
        <translation>请用一两句话提问；每行都是一个单独的问题。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>There are {count} questions; one run takes {most}.</source>
        <translation>有 {count} 个问题；一次运行最多 {most} 个。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>Every line is a question of its own: ask some of them in another run.</source>
        <translation>每行都是一个单独的问题：请将其中一些放到另一次运行中。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>{count} questions, one layer</source>
        <translation>{count} 个问题，一个图层</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>Sizes differ, so none filters</source>
        <translation>大小不一致，均不用于过滤</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>Too long: one or two sentences</source>
        <translation>过长：限一两句话</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>At most {count}</source>
        <translation>最多 {count} 个</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>At least {area}  ✕</source>
        <translation>至少 {area}  ✕</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>At least {area}: press to remove this filter</source>
        <translation>至少 {area}：按下可移除此过滤</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/question_panel.py"/>
        <source>“{phrase}” is the minimum area of this run; the model is asked without it. Press to ask it as it stands, without a filter.</source>
        <translation>“{phrase}”是此次运行的最小面积；向模型提问时不含此内容。按下可按原文提问，不加过滤。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/raster_combo.py"/>
        <source>The raster to ask</source>
        <translation>要提问的栅格</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/rectangle_picker.py"/>
        <source>Nothing drawn yet</source>
        <translation>尚未绘制</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/rectangle_picker.py"/>
        <source>Draw on map</source>
        <translation>在地图上绘制</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/rectangle_picker.py"/>
        <source>Draw again</source>
        <translation>重新绘制</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>The model that answers</source>
        <translation>作答的模型</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>The raster's own</source>
        <translation>栅格自身大小</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>Coarser pixels are quicker and see larger things; nothing is resampled unasked</source>
        <translation>像素越大，速度越快，能识别的地物也越大；未经要求不会重采样</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>Save in the project's CRS; else the areas are in the CRS of the raster</source>
        <translation>以工程的坐标参照系保存；否则区域采用栅格的坐标参照系</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>&amp;Raster</source>
        <translation>栅格(&amp;R)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>&amp;Bands</source>
        <translation>波段(&amp;B)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>&amp;Search in</source>
        <translation>搜索范围(&amp;S)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>&amp;Question</source>
        <translation>问题(&amp;Q)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>&amp;Model</source>
        <translation>模型(&amp;M)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>Pi&amp;xel size</source>
        <translation>像素大小(&amp;X)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>Save to</source>
        <translation>保存到</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>Reproject</source>
        <translation>重投影</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>the project's CRS</source>
        <translation>工程的坐标参照系</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>to {crs}</source>
        <translation>至 {crs}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>There is no folder to save the result in.</source>
        <translation>没有可保存结果的文件夹。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>Save the project first.</source>
        <translation>请先保存工程。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/request_form.py"/>
        <source>{gsd} m, for a web map</source>
        <translation>{gsd} m，用于网络地图</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/result_panel.py"/>
        <source>A lower threshold, or a smaller minimum area, may find something.</source>
        <translation>降低阈值或减小最小面积，或许能找到内容。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/result_panel.py"/>
        <source>A lower threshold may find something.</source>
        <translation>降低阈值或许能找到内容。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/result_panel.py"/>
        <source>Lower the threshold to {value}</source>
        <translation>将阈值降至 {value}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>&amp;Keep</source>
        <translation>保留(&amp;K)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>This area is right (K)</source>
        <translation>此区域正确 (K)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>&amp;Reject</source>
        <translation>拒绝(&amp;R)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>This area is wrong (R)</source>
        <translation>此区域错误 (R)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>Previous (P)</source>
        <translation>上一个 (P)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>Next (N)</source>
        <translation>下一个 (N)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>Which areas the map shows; nothing is removed</source>
        <translation>地图显示哪些区域；不会移除任何内容</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>Show those not reviewed</source>
        <translation>显示未审核的</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>Show those kept</source>
        <translation>显示已保留的</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>Write the review into the file</source>
        <translation>将审核写入文件</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>Export for training…</source>
        <translation>导出用于训练…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>Write the raster's pixels, the kept areas and the question as training data</source>
        <translation>将栅格像素、保留的区域和问题写为训练数据</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>This area cannot be shown in the map's CRS: {reason}</source>
        <translation>无法在地图的坐标参照系中显示此区域：{reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>{reviewed} of {total} reviewed</source>
        <translation>已审核 {reviewed}/{total}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>{kept} kept, {rejected} rejected</source>
        <translation>{kept} 个已保留，{rejected} 个已拒绝</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>This area has been deleted.</source>
        <translation>此区域已被删除。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>kept</source>
        <translation>已保留</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>rejected</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>not reviewed</source>
        <translation>未审核</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/review_strip.py"/>
        <source>Area {number}: {area}, score {score}, {decision}</source>
        <translation>区域 {number}：{area}，得分 {score}，{decision}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/run_bar.py"/>
        <source>Ru&amp;n</source>
        <translation>运行(&amp;N)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/run_bar.py"/>
        <source>Ask the raster (Ctrl+Return)</source>
        <translation>对栅格提问 (Ctrl+Return)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/run_bar.py"/>
        <source>Tr&amp;y one tile here</source>
        <translation>在此处试一个瓦片(&amp;Y)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/run_bar.py"/>
        <source>A quick look at the middle of the map, as a temporary layer</source>
        <translation>在地图中心快速预览，作为临时图层</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/run_bar.py"/>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/run_bar.py"/>
        <source>End the run (Esc)</source>
        <translation>结束运行 (Esc)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/sample_export.py"/>
        <source>Folder for training data</source>
        <translation>训练数据文件夹</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/sample_export.py"/>
        <source>Writing training data…</source>
        <translation>正在写入训练数据…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/sample_export.py"/>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_dialog.py"/>
        <source>SegEarth: set up the engine</source>
        <translation>SegEarth：安装引擎</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_hint.py"/>
        <source>Show the set-up…</source>
        <translation>显示安装…</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_hint.py"/>
        <source>Setting up the engine: {title}</source>
        <translation>正在安装引擎：{title}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Stop here; what is done is kept</source>
        <translation>在此停止；已完成的内容会保留</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Make it anew</source>
        <translation>重新创建</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Remove the environment and install everything again</source>
        <translation>移除环境并重新安装全部内容</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Remove older engines</source>
        <translation>移除旧引擎</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Advanced</source>
        <translation>高级</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Found by itself</source>
        <translation>自动查找</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>A folder of wheels, or the address of an index</source>
        <translation>wheel 文件夹，或索引的地址</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Engine's &amp;folder</source>
        <translation>引擎文件夹(&amp;F)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>&amp;Python</source>
        <translation>&amp;Python</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>&amp;More packages from</source>
        <translation>更多软件包来源(&amp;M)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>One of this version is on this computer already.</source>
        <translation>此计算机上已有该版本的引擎。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Some minutes, about 2 GB. Nothing goes into QGIS's own Python, and no account is needed.</source>
        <translation>需要几分钟，约 2 GB。不会向 QGIS 自带的 Python 写入任何内容，也不需要账户。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Try and use it</source>
        <translation>试验并使用</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Check and use it</source>
        <translation>检查并使用</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Repair</source>
        <translation>修复</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Update</source>
        <translation>更新</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Install</source>
        <translation>安装</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Step {number} of {total}: {title}</source>
        <translation>步骤 {number}/{total}：{title}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>{count} MB fetched</source>
        <translation>已获取 {count} MB</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>{done} of {total} packages</source>
        <translation>{done}/{total} 个软件包</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>unpacking</source>
        <translation>正在解包</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_page.py"/>
        <source>Cancelled. What is done is kept; press Continue to go on.</source>
        <translation>已取消。已完成的内容会保留；按“继续”可接着安装。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_ways.py"/>
        <source>PyTorch for the processor alone, or with CUDA for an NVIDIA card (much larger)</source>
        <translation>仅用于处理器的 PyTorch，或带 CUDA 用于 NVIDIA 显卡（体积大得多）</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_ways.py"/>
        <source>For the processor (about 2 GB)</source>
        <translation>用于处理器（约 2 GB）</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_ways.py"/>
        <source>For an NVIDIA card (about 8 GB)</source>
        <translation>用于 NVIDIA 显卡（约 8 GB）</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_ways.py"/>
        <source>The folder that make bundle wrote</source>
        <translation>由 make bundle 生成的文件夹</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_ways.py"/>
        <source>A folder with segearth installed</source>
        <translation>已安装 segearth 的文件夹</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_ways.py"/>
        <source>&amp;Install it on this computer (recommended)</source>
        <translation>安装到此计算机（推荐）(&amp;I)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_ways.py"/>
        <source>Install it from an &amp;offline bundle</source>
        <translation>从离线包安装(&amp;O)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_ways.py"/>
        <source>&amp;Use an environment that is there</source>
        <translation>使用已有的环境(&amp;U)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_ways.py"/>
        <source>Use a &amp;command, for example on another computer</source>
        <translation>使用命令，例如在其他计算机上(&amp;C)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_ways.py"/>
        <source>Automatic: for the {card}</source>
        <translation>自动：用于 {card}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_ways.py"/>
        <source>Automatic: for the processor, as no NVIDIA card was found</source>
        <translation>自动：用于处理器，因为未找到 NVIDIA 显卡</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/setup_ways.py"/>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/shaping_panel.py"/>
        <source>Any</source>
        <translation>任意</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/shaping_panel.py"/>
        <source>Smaller areas are left out</source>
        <translation>略去更小的区域</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/shaping_panel.py"/>
        <source>Off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/shaping_panel.py"/>
        <source>Corners that span less than the square of so many metres go; off: along the pixels</source>
        <translation>跨度小于该米数平方的拐角会被去除；关闭：沿像素边缘</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/shaping_panel.py"/>
        <source>Right an&amp;gles</source>
        <translation>直角(&amp;G)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/shaping_panel.py"/>
        <source>Outlines that are nearly rectangular become so: for buildings</source>
        <translation>接近矩形的轮廓变为矩形：适用于建筑物</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/shaping_panel.py"/>
        <source>&amp;Threshold</source>
        <translation>阈值(&amp;T)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/shaping_panel.py"/>
        <source>Minimum &amp;area</source>
        <translation>最小面积(&amp;A)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/shaping_panel.py"/>
        <source>Simpli&amp;fy</source>
        <translation>简化(&amp;F)</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/shaping_panel.py"/>
        <source>Changes show at once in “{name}”.</source>
        <translation>更改会立即显示在“{name}”中。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/shaping_panel.py"/>
        <source>For the next run; later they change its result at once.</source>
        <translation>用于下一次运行；之后的更改会立即作用于其结果。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/threshold_row.py"/>
        <source>How sure the model must be: lower finds more, higher finds less but surer</source>
        <translation>模型需要达到的确信程度：较低时找到更多，较高时找到更少但更可靠</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/gui/threshold_row.py"/>
        <source>Threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/plugin.py"/>
        <source>SegEarth: ask a raster</source>
        <translation>SegEarth：对栅格提问</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/plugin.py"/>
        <source>Ask a raster a question in words (SegEarth)</source>
        <translation>用文字对栅格提问（SegEarth）</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/destinations.py"/>
        <source>The folder {folder} does not exist.</source>
        <translation>文件夹 {folder} 不存在。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/destinations.py"/>
        <source>Nothing can be written to {folder}.</source>
        <translation>无法写入 {folder}。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/engine_info.py"/>
        <source>About the engine</source>
        <translation>关于引擎</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/engine_info.py"/>
        <source>Starts the engine and tells its versions, devices and models.</source>
        <translation>启动引擎并显示其版本、设备和模型。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/engine_info.py"/>
        <source>Starts the engine that is set in Settings &gt; Options &gt; SegEarth and tells its version, the devices that it can compute on, and the models that it has. The names of models are the values of “Model” in the other algorithms.</source>
        <translation>启动在“设置 &gt; 选项 &gt; SegEarth”中设置的引擎，并显示其版本、可用于计算的设备及其拥有的模型。模型名称即其他算法中“模型”的取值。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/engine_info.py"/>
        <source>Version of the engine</source>
        <translation>引擎版本</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/engine_info.py"/>
        <source>Version of the protocol</source>
        <translation>协议版本</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/engine_info.py"/>
        <source>Version of Python</source>
        <translation>Python 版本</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/engine_info.py"/>
        <source>Version of PyTorch</source>
        <translation>PyTorch 版本</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/engine_info.py"/>
        <source>Devices</source>
        <translation>设备</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/engine_info.py"/>
        <source>Default model</source>
        <translation>默认模型</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/engine_info.py"/>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/fetched_raster.py"/>
        <source>Fetching “{name}”</source>
        <translation>正在获取“{name}”</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/folder_run.py"/>
        <source>{number} of {total}: {raster}</source>
        <translation>{number}/{total}：{raster}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/folder_run.py"/>
        <source>{sentence} It is started again.</source>
        <translation>{sentence} 正在重新启动。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/folder_run.py"/>
        <source>It is done already; its result is kept.</source>
        <translation>已经完成；其结果会保留。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/folder_run.py"/>
        <source>It is asked anew: {reason}</source>
        <translation>重新提问：{reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/mask_file.py"/>
        <source>The polygons to search in have no CRS, so nobody knows where they lie.</source>
        <translation>要在其中搜索的多边形没有坐标参照系，无法得知其位置。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/mask_file.py"/>
        <source>The polygons to search in cannot be written: {reason}</source>
        <translation>无法写入要在其中搜索的多边形：{reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/mask_file.py"/>
        <source>There is no polygon to search in.</source>
        <translation>没有可供搜索的多边形。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/provider.py"/>
        <source>SegEarth (questions to rasters)</source>
        <translation>SegEarth（对栅格提问）</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>Question (one per line)</source>
        <translation>问题（每行一个）</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>Model (a name or a folder)</source>
        <translation>模型（名称或文件夹）</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>Minimum area [m²]</source>
        <translation>最小面积 [m²]</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>Smallest hole [m²]</source>
        <translation>最小孔洞 [m²]</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>Simplify outlines by [m] (0: they follow the pixels)</source>
        <translation>轮廓简化程度 [m]（0：沿像素边缘）</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>Right angles where outlines are nearly so</source>
        <translation>轮廓接近直角处取直角</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>Work at this pixel size [m] (empty: the raster's own)</source>
        <translation>以此像素大小处理 [m]（留空：栅格自身大小）</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>Surroundings to look at [m] (0: a tile alone)</source>
        <translation>参考的周边范围 [m]（0：仅图块本身）</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>CRS of the areas (empty: the raster's)</source>
        <translation>区域的坐标参照系（留空：与栅格相同）</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>Device (auto, cpu, cuda, cuda:1, mps)</source>
        <translation>设备（auto、cpu、cuda、cuda:1、mps）</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>Also answer in words, where the model can</source>
        <translation>在模型支持时也用文字作答</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>A size in a question is the minimum area</source>
        <translation>问题中的大小作为最小面积</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>There is no question yet. Type one, for example: Where is open water?</source>
        <translation>尚无问题。请输入一个英文问题，例如：Where is open water?</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>There are {count} questions; a run takes up to {most}.</source>
        <translation>有 {count} 个问题；一次运行最多 {most} 个。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>The pixel size must be above 0 m, or empty.</source>
        <translation>像素大小必须大于 0 m，或留空。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/run_parameters.py"/>
        <source>“{phrase}” is not asked but taken as the minimum area: {area}.</source>
        <translation>“{phrase}”不会被提问，而是作为最小面积：{area}。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Segment by question</source>
        <translation>按问题分割</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>segmentation</source>
        <translation>分割</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>deep learning</source>
        <translation>深度学习</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>detect</source>
        <translation>检测</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>language</source>
        <translation>语言</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>vectorize</source>
        <translation>矢量化</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Ask a raster a question in words; get the polygons that answer it.</source>
        <translation>用文字对栅格提问，得到作为答案的多边形。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Asks a raster of any size a question, such as “Where is open water?”, and draws the areas that answer it, with score, area and perimeter. Several questions, one per line, share one layer.

Extent and mask say where to search; the result does not depend on them otherwise. A higher threshold finds less, but surer. Nothing found is a result: an empty layer and the area that was searched.

A raster that is no file, such as a web map, is fetched first, with at most 100 million pixels.

The model runs in the engine that is set in Settings &gt; Options &gt; SegEarth, on this machine or another. Keep the run's folder to draw the areas anew with another threshold without the model.</source>
        <translation>对任意大小的栅格用英文提问，例如“Where is open water?”，并绘制作为答案的区域，附带得分、面积和周长。多个问题每行一个，共用一个图层。

范围和掩膜决定搜索位置；除此之外结果与它们无关。阈值越高，找到的越少，但越可靠。未找到任何内容也是一种结果：一个空图层和已搜索的区域。

不是文件的栅格（例如网络地图）会先被获取，最多 1 亿像素。

模型在“设置 &gt; 选项 &gt; SegEarth”中设置的引擎里运行，引擎可位于此计算机或其他计算机上。保留运行文件夹，即可在不使用模型的情况下以其他阈值重新绘制区域。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Raster</source>
        <translation>栅格</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Search in this extent</source>
        <translation>在此范围内搜索</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Search inside these polygons</source>
        <translation>在这些多边形内搜索</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Band for red</source>
        <translation>红色波段</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Band for green</source>
        <translation>绿色波段</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Band for blue</source>
        <translation>蓝色波段</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Keep the run in this folder</source>
        <translation>将运行保留在此文件夹中</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Number of areas</source>
        <translation>区域数量</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Area of the answers [m²]</source>
        <translation>答案面积 [m²]</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Area searched [m²]</source>
        <translation>已搜索面积 [m²]</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Answer in words</source>
        <translation>文字答案</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>Choose all three bands, or none of them.</source>
        <translation>请选择全部三个波段，或一个都不选。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_by_question.py"/>
        <source>The probability raster is of one question: ask one, or leave the raster out.</source>
        <translation>概率栅格只针对一个问题：请只提一个问题，或不输出该栅格。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>Segment a folder by question</source>
        <translation>按问题分割文件夹</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>batch</source>
        <translation>批处理</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>Ask every raster of a folder the same questions.</source>
        <translation>对文件夹中的每个栅格提出相同的问题。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>Asks every raster of a folder the same questions. Each raster gets a GeoPackage in the results' folder; the summary is a table with a line per raster and question: done or failed, areas, and what went wrong. All areas can also be put into one layer.

A raster that cannot be read stops nothing. Run it again with the same folder to go on after a cancel or a crash: what is done is kept, and what was begun goes on where it stopped.</source>
        <translation>对文件夹中的每个栅格提出相同的问题。每个栅格在结果文件夹中得到一个 GeoPackage；摘要是一个表，每个栅格和问题占一行：完成或失败、区域以及出错原因。所有区域也可以放入同一个图层。

无法读取的栅格不会中断处理。取消或崩溃后，用同一文件夹重新运行即可继续：已完成的会保留，已开始的从停止处继续。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>Folder of rasters</source>
        <translation>栅格文件夹</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>Folders in it, too</source>
        <translation>包括子文件夹</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>Names of the files</source>
        <translation>文件名</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>Folder of the results</source>
        <translation>结果文件夹</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>Summary</source>
        <translation>摘要</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>Answers of all rasters</source>
        <translation>所有栅格的答案</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>Rasters done</source>
        <translation>已完成的栅格数</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>Rasters that failed</source>
        <translation>失败的栅格数</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>There is no raster in {folder}.</source>
        <translation>{folder} 中没有栅格。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>It was cancelled. The same folder of results goes on with it.</source>
        <translation>已取消。使用同一结果文件夹可继续。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>{path} cannot be read or written: {reason}.</source>
        <translation>无法读取或写入 {path}：{reason}。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>No raster could be searched: the summary tells why.</source>
        <translation>没有任何栅格可被搜索：摘要说明了原因。</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/segment_folder.py"/>
        <source>The summary cannot be written: {reason}</source>
        <translation>无法写入摘要：{reason}</translation>
    </message>
    <message>
        <location filename="../../segearth_qgis/processing/sinks.py"/>
        <source>The areas cannot be written: {reason}</source>
        <translation>无法写入区域：{reason}</translation>
    </message>
</context>
</TS>
