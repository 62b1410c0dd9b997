"""The windows of the line of people: the column of a desk, tickets, the kiosk, the screen in the hall."""
