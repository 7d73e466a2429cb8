"""The portfolio: all programmes of one's organisations, light fields first."""
