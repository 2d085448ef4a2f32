"""Groups that meet again and again, and open events: who was invited, who came, how many."""
