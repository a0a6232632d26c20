"""The plugin in QGIS's Processing: toolbox, batch mode, Modeler and ``qgis_process``. One algorithm a file."""
