namespace LocalVoice.Testing.Telephony;

/// <summary>A message of the server's to Twilio.</summary>
/// <param name="Event"><c>media</c>, <c>mark</c> or <c>clear</c>.</param>
/// <param name="MuLaw">Of <c>media</c>; else empty.</param>
/// <param name="Mark">Name of a <c>mark</c>; else empty.</param>
public sealed record SentToTwilio(string Event, byte[] MuLaw, string Mark);
