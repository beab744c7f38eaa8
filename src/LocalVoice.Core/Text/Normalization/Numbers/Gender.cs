namespace LocalVoice.Core.Text.Normalization.Numbers;

/// <summary>The gender that a number agrees with.</summary>
internal enum Gender
{
    /// <summary>Before a masculine noun: <c>un</c>, <c>veintiún</c>.</summary>
    Masculine,

    /// <summary>Before or standing for a feminine noun: <c>una</c>, <c>dues</c>.</summary>
    Feminine,

    /// <summary>No noun, as in counting: <c>uno</c>.</summary>
    Counting,
}

/// <summary>Forms of an ordinal.</summary>
internal enum OrdinalForm
{
    Masculine,
    Feminine,

    /// <summary>Before a masculine noun: <c>primer</c>, <c>tercer</c>.</summary>
    Short,

    MasculinePlural,
    FemininePlural,
}
