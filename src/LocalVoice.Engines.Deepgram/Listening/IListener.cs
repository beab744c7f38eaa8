using LocalVoice.Remote;

namespace LocalVoice.Engines.Deepgram.Listening;

/// <summary>Hears everything that comes over the connection it speaks on, from one thread at a time; must return at once.</summary>
internal interface IListener<in TMessage>
{
    void Receive(TMessage message);

    /// <summary>Nothing more comes over this connection.</summary>
    void Lose(BackendException failure);
}
