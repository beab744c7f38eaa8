using System.Globalization;

namespace LocalVoice.Testing.Fuzzing;

/// <summary>
/// How many mutated inputs a parser's test tries, and which: <c>LOCALVOICE_FUZZ_INPUTS</c> and <c>LOCALVOICE_FUZZ_SEED</c>
/// (<c>scripts/fuzz.sh</c>). Such tests are of the category <see cref="Category"/>.
/// </summary>
public static class FuzzInputs
{
    /// <summary>Value of the trait <c>Category</c>.</summary>
    public const string Category = "Fuzz";

    private const int Usual = 100_000;

    /// <summary>Default 100,000, for every run of the tests.</summary>
    public static int Count { get; } = Setting("LOCALVOICE_FUZZ_INPUTS", Usual);

    /// <summary>The same inputs in every run, unless another seed is asked for.</summary>
    /// <param name="own">The test's own seed.</param>
    public static Random Random(int own) => new(Seed(own));

    /// <inheritdoc cref="Random"/>
    public static int Seed(int own) => own + (Setting("LOCALVOICE_FUZZ_SEED", 0) * 7919);

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? int.Parse(value, CultureInfo.InvariantCulture) : otherwise;
}
