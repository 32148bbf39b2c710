"""Train, evaluate and export the language model. Not part of the wheel; needs torch."""
