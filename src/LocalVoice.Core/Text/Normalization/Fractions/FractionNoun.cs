using LocalVoice.Core.Text.Normalization.Numbers;

namespace LocalVoice.Core.Text.Normalization.Fractions;

/// <summary>What a fraction is of: a unit or a noun.</summary>
/// <param name="One">The singular, or as written where it is not known.</param>
/// <param name="Many">The plural, or as written.</param>
/// <param name="IsSingularKnown">Whether <paramref name="One"/> is surely the singular.</param>
internal sealed record FractionNoun(string One, string Many, Gender Gender, bool IsSingularKnown);
