"""Faults at a chosen system call: the program is killed in front of it, or the disk says that it is full or broken.

``calls`` is the means (the kernel asks us about each call that changes a file), ``aftermath`` looks whether a home is whole.
"""
