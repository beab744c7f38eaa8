namespace LocalVoice.Core.Text.Normalization.Numbers;

/// <summary>What a number agrees with.</summary>
internal enum Gender
{
    /// <summary>A masculine noun follows: <c>un</c>, <c>veintiún</c>.</summary>
    Masculine,

    /// <summary>A feminine noun follows or is meant: <c>una</c>, <c>dues</c>.</summary>
    Feminine,

    /// <summary>Nothing: the number stands for itself, as in counting: <c>uno</c>.</summary>
    Counting,
}

/// <summary>Forms of an ordinal.</summary>
internal enum OrdinalForm
{
    Masculine,
    Feminine,

    /// <summary>Before a masculine noun: <c>primer</c>, <c>tercer</c>.</summary>
    Short,
}
