namespace LocalVoice.Server.Http.Generation;

/// <summary>A part of a response, as it is generated.</summary>
internal abstract record TextPart;

/// <summary>Words; never empty.</summary>
internal sealed record WordsPart(string Text) : TextPart;

/// <summary>A call that is complete.</summary>
/// <param name="Arguments">A JSON object.</param>
internal sealed record CallPart(string CallId, string Name, string Arguments) : TextPart;
