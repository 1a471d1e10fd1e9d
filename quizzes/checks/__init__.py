"""Rules for a bank that is fit to ship, by what they look at; quizzes/bank_rules.py applies them all."""
