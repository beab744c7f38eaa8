using LocalVoice.Engines.Deepgram.Nova;
using LocalVoice.Speech;

namespace LocalVoice.Engines.Deepgram.Tests.Nova;

public sealed class NovaQueryTests
{
    [Fact]
    public void Nova_3_gets_keyterms() =>
        Assert.Equal(
            ["keyterm=Alzira", "keyterm=la Vall d'Uixó"],
            Vocabulary(new() { Model = "nova-3" }, ["Alzira", " la Vall d'Uixó ", "", "Alzira"])
        );

    // "Keywords", developers.deepgram.com/docs/keywords: single words.
    [Fact]
    public void Older_models_get_keywords_which_are_single() =>
        Assert.Equal(["keywords=Alzira"], Vocabulary(new() { Model = "nova-2" }, ["Alzira", "la Vall d'Uixó"]));

    [Fact]
    public void No_more_terms_are_sent_than_the_service_takes()
    {
        Assert.Equal(100, Vocabulary(new(), [.. Enumerable.Range(0, 300).Select(number => $"w{number}")]).Count());
        Assert.Equal(10, Vocabulary(new(), [.. Enumerable.Range(0, 300).Select(number => $"{number:D3}{new string('x', 97)}")]).Count());
    }

    [Fact]
    public void Settings_that_are_off_are_told_too()
    {
        var query = Query(
            new()
            {
                MipOptOut = false,
                SmartFormat = false,
                Punctuate = false,
                InterimResults = false,
                VadEvents = true,
                UtteranceEnd = TimeSpan.FromSeconds(1.5),
            }
        );

        Assert.Superset(
            new HashSet<string>
            {
                "mip_opt_out=false",
                "smart_format=false",
                "punctuate=false",
                "interim_results=false",
                "vad_events=true",
                "utterance_end_ms=1500",
            },
            query.ToHashSet()
        );
    }

    private static IEnumerable<string> Vocabulary(DeepgramRecognizerOptions options, string[] terms) =>
        Query(options, terms).Where(pair => pair.StartsWith("key", StringComparison.Ordinal));

    private static IEnumerable<string> Query(DeepgramRecognizerOptions options, params string[] terms) =>
        NovaQuery.Of(options, "es", new RecognitionOptions("es", terms)).Select(pair => $"{pair.Key}={pair.Value}");
}
