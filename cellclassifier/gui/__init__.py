"""The window; knows neither TensorFlow nor the engine."""
