using System.Globalization;
using LocalVoice.Engines.Piper.Phonemes;
using LocalVoice.Engines.Piper.Phonemes.Isolation;
using LocalVoice.Testing.Text;
using Microsoft.Extensions.Logging.Abstractions;

namespace LocalVoice.Engines.Piper.Tests.Phonemes.Isolation;

/// <summary>
/// A language model's worst output, by the product's own way, in the phonemizer's process: no text may end it or hang.
/// <c>LOCALVOICE_FUZZ_TEXTS</c> sets the number of texts and <c>LOCALVOICE_FUZZ_SEED</c> their seed (CONTRIBUTING.md).
/// </summary>
public sealed class PhonemeFuzzTests
{
    private const int Texts = 500;
    private const int Seed = 1;
    private const int MaxReported = 20;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private static readonly string[] Languages = ["es", "ca", "en"];
    private static readonly string[] Voices = ["es", "ca", "en-us"];

    private readonly List<string> _endings = [];
    private PhonemizerChild? _child;

    [Fact]
    public void No_output_of_a_language_model_ends_the_phonemizer()
    {
        Espeak.SkipIfMissing();
        var (texts, seed) = (Setting("LOCALVOICE_FUZZ_TEXTS", Texts), Setting("LOCALVOICE_FUZZ_SEED", Seed));
        var output = new ModelOutput(seed);
        var clauses = 0;
        for (var i = 0; i < texts && _endings.Count < MaxReported; i++)
        {
            var text = output.Next();
            Try(text, Voices[i % Voices.Length]);
            foreach (var clause in SpokenClauses.Of(text, Languages[i % Languages.Length]))
            {
                clauses++;
                Try(clause, Voices[i % Voices.Length]);
            }
        }

        _child?.Dispose();
        TestContext.Current.SendDiagnosticMessage($"{texts} texts with seed {seed}, {clauses} clauses, {_endings.Count} endings.");
        Assert.True(_endings.Count == 0, string.Join(Environment.NewLine, _endings));
    }

    /// <summary>The text as it is also goes to the phonemizer: what an operator's lexicon adds has not passed the filter.</summary>
    private void Try(string text, string voice)
    {
        _child ??= new PhonemizerChild(PhonemizerProcess.Start(OwnProcess.Command, NullLogger.Instance), TimeProvider.System);
        try
        {
            _child.Ask(new(PhonemizerRequestKind.Clauses, voice, text), Limit, PhonemizerReply.ReadClauses);
        }
        catch (PhonemizerEndedException ending)
        {
            _endings.Add($"{ending.Message} ({voice}): {Escaped(text)}");
            _child.Dispose();
            _child = null;
        }
    }

    private static string Escaped(string text) =>
        string.Concat(text.Select(c => c is >= ' ' and <= '~' and not '\\' ? c.ToString() : $"\\u{(int)c:x4}"));

    private static int Setting(string name, int value) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } set ? int.Parse(set, CultureInfo.InvariantCulture) : value;
}
