using LocalVoice.Store.Records;
using LocalVoice.Store.Redaction;

namespace LocalVoice.Store.Writing;

/// <summary>A conversation of which something is still to be written.</summary>
internal sealed class OpenConversation(Conversation conversation, string language)
{
    private volatile string _language = language;

    public Conversation Conversation => conversation;

    /// <summary>In which it is spoken; set by its session.</summary>
    public string Language
    {
        get => _language;
        set => _language = value;
    }

    /// <summary>Whether the database knows it. The writer's.</summary>
    public bool IsStored { get; set; }

    /// <summary>Names that were said in it. The writer's.</summary>
    public KnownNames Names { get; } = new();
}
