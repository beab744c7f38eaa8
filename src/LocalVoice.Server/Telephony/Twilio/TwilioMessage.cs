namespace LocalVoice.Server.Telephony.Twilio;

/// <summary>A message of Twilio's Media Streams to this server.</summary>
internal abstract record TwilioMessage;

/// <summary>The first message.</summary>
internal sealed record TwilioConnected : TwilioMessage;

/// <summary>The second message; what follows belongs to its stream.</summary>
/// <param name="Model">The custom parameter <c>model</c>; null where there is none.</param>
internal sealed record TwilioStart(string StreamSid, string? Model) : TwilioMessage;

/// <param name="Voice">16-bit little-endian samples at 8 kHz; valid until the next message is read.</param>
internal sealed record TwilioMedia(Memory<byte> Voice) : TwilioMessage;

/// <summary>All that was sent before the mark of this name was played, or cleared.</summary>
internal sealed record TwilioMark(string Name) : TwilioMessage;

internal sealed record TwilioKey(char Key) : TwilioMessage;

internal sealed record TwilioStop : TwilioMessage;

/// <summary>Of a kind that this server does not know, or that says nothing to it.</summary>
internal sealed record TwilioOther : TwilioMessage;
