"""The least that each row could cost: small programs, run as scripts beside the real one."""
