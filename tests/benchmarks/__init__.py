"""How fast it is, against floors measured in the same run: ``python -m tests.benchmarks``. No part of the test suite's verdict."""
