"""Hand-written questions for training, and how to load them."""

from training.questions.bank import BANK_FOLDER, ClassQuestions, load_bank

__all__ = ["BANK_FOLDER", "ClassQuestions", "load_bank"]
