using LocalVoice.Configuration;

namespace LocalVoice.Engines.Deepgram;

/// <summary>How the service is reached: the same for every engine of it.</summary>
public abstract class DeepgramOptions
{
    /// <summary>The server, without the API's own path: Deepgram's, one of its regions, or a self-hosted one.</summary>
    [Address(["ws", "wss"], "an address such as wss://api.deepgram.com")]
    public string Url { get; set; } = "wss://api.deepgram.com";

    /// <summary>The API key. Never logged; a self-hosted server may need none.</summary>
    public string Key { get; set; } = "";

    /// <summary>Whether Deepgram may not keep what is sent, to improve its models. Default true.</summary>
    public bool MipOptOut { get; set; } = true;

    /// <summary>How long a connection may take to open, 100 ms…1 min. Default 5 s, chosen by trial.</summary>
    [Within("00:00:00.1", "00:01:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a message that is awaited may stay away, 100 ms…1 min. Default 5 s, chosen by trial.</summary>
    [Within("00:00:00.1", "00:01:00")]
    public TimeSpan StallTimeout { get; set; } = TimeSpan.FromSeconds(5);
}
