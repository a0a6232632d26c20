"""The paper's annotation pipeline: questions and answers from images and categories, through a language model."""
