using System.Collections.Concurrent;
using LocalVoice.Speech;
using Microsoft.Extensions.AI;

namespace LocalVoice.Core.Evidence;

/// <summary>The scales of the language models that were measured, by language. Thread-safe.</summary>
public sealed class EvidenceScales
{
    private readonly ConcurrentDictionary<(IChatClient Chat, string Language), EvidenceScale> _scales = new();

    public void Set(IChatClient chat, string language, EvidenceScale scale) => _scales[(chat, LanguageTag.Base(language))] = scale;

    /// <summary>Null where it was not measured, or tells nothing.</summary>
    public EvidenceScale? Of(IChatClient chat, string language) => _scales.GetValueOrDefault((chat, LanguageTag.Base(language)));
}
