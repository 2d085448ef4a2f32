"""Rows of the referrals room. All of them are written once; a correction is a row of its own."""

from cairn.referrals.models.referrals import HandOver, Referral, ReferralStep

__all__ = ["HandOver", "Referral", "ReferralStep"]
