"""The figures of `make bench`: each target against a peer or a limit, measured in the same run."""
