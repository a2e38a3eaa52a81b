"""Runs on other computers, by Dask: the only part of the program that loads it.

A conductor beside the study (`conductor`) gives whole runs to nodes (`node`); a node
does each with the same worker command as a desk, in a folder of its own or in the
study's where it sees that too. Only settings and arrays cross the network; see `guard`.
"""
