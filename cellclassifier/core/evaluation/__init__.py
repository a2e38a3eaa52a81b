"""How good predictions are: numbers with intervals, curves, tables and figures."""
