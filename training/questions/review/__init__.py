"""A page on which people review questions, answers and masks."""
