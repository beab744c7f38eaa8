namespace LocalVoice.Simulation.Deepgram.Speak;

/// <summary>The voices of v1/speak: asyncapi.yml of github.com/deepgram/deepgram-api-specs, 22 July 2026.</summary>
internal static class SpeakVoices
{
    public const string Default = "aura-asteria-en";

    private const string Aura = "angus arcas asteria athena helios hera luna orion orpheus perseus stella zeus";

    private const string English =
        "amalthea andromeda apollo arcas aries asteria athena atlas aurora callista cora cordelia delia draco electra harmonia helena hera "
        + "hermes hyperion iris janus juno jupiter luna mars minerva neptune odysseus ophelia orion orpheus pandora phoebe pluto saturn "
        + "selene thalia theia vesta zeus";

    private const string Spanish =
        "agustina alvaro antonia aquila carina celeste diana estrella gloria javier luciano nestor olivia selena silvia sirio valerio";

    private static readonly HashSet<string> All =
    [
        .. Named("aura", Aura, "en"),
        .. Named("aura-2", English, "en"),
        .. Named("aura-2", Spanish, "es"),
        .. Named("aura-2", "aurelia elara fabian julius kara lara viktoria", "de"),
        .. Named("aura-2", "beatrix cornelia daphne hestia lars leda rhea roman sander", "nl"),
        .. Named("aura-2", "agathe hector", "fr"),
        .. Named("aura-2", "cesare cinzia demetra dionisio elio flavio livia maia melia perseo", "it"),
        .. Named("aura-2", "ama ebisu fujin izanami uzume", "ja"),
    ];

    public static bool Has(string model) => All.Contains(model);

    private static IEnumerable<string> Named(string family, string names, string language) =>
        names.Split(' ').Select(name => $"{family}-{name}-{language}");
}
