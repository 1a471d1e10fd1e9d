"""What learners have reached: scores, boards, streaks and corrections, all derived from answers by query."""
