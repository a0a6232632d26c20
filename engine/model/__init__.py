"""The network of SegEarth-R1 and its configuration, one file a part, in the paper's words. Knows no rasters."""
