"""Other people's files: released SegEarth-R1 checkpoints, Mask2Former's pickle, language models from transformers."""
