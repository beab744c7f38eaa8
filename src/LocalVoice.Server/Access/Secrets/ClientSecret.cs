using System.Text.Json;
using LocalVoice.Server.Protocol;

namespace LocalVoice.Server.Access.Secrets;

/// <summary>What a valid client secret holds.</summary>
/// <param name="KeyName">The API key with which it was made; <c>none</c> where none was needed.</param>
/// <param name="Session">The session's beginning, as in <c>session.update</c>; undefined for none.</param>
internal sealed record ClientSecret(string KeyName, JsonElement Session)
{
    /// <summary>The session's beginning under the name by which errors call it.</summary>
    public EventField Field => new(Session, ClientSecretRequest.SessionField);

    /// <summary>The profile that it is bound to; null where its maker named none.</summary>
    public string? Model => Field["model"].TextOrNull();
}
