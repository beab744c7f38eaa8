namespace LocalVoice.Bindings.Tests.Whisper;

/// <summary>One model for all tests of the binding, which run one after the other: its log is one per process.</summary>
[CollectionDefinition(Name)]
public sealed class WhisperCollection : ICollectionFixture<StarterWhisper>
{
    public const string Name = "whisper";
}
