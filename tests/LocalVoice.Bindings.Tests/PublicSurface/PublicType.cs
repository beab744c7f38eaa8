namespace LocalVoice.Bindings.Tests.PublicSurface;

/// <summary>A public type as a list of a published surface shows it.</summary>
/// <param name="Heading">Namespace, kind and name: <c>Whisper.net: sealed class WhisperFactory</c>.</param>
/// <param name="Bases">Base class and interfaces.</param>
/// <param name="Members">One line each; an enum's values count as members.</param>
internal sealed record PublicType(string Heading, IReadOnlySet<string> Bases, IReadOnlySet<string> Members);
