"""What tests, the demonstration's checks and the benchmarks share: an office with its people, and ready packages."""
