"""One wizard a package: its steps in order, and what was chosen so far as one frozen value."""
