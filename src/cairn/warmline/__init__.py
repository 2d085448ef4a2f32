"""The desk of the warmline: shifts, calls that name nobody, and handing a call on when it is a crisis."""
