"""Cell Classifier: train, judge and explain networks that tell cells apart."""

__version__ = "0.1.0"
