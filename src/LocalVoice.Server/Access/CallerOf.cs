using LocalVoice.Server.Audit;

namespace LocalVoice.Server.Access;

/// <summary>Who sent a request.</summary>
internal static class CallerOf
{
    public static Caller Request(HttpContext http) =>
        http.Features.Get<Admission>() is { } admission
            ? new(admission.KeyName, admission.Secret is not null, Caller.Written(http.Connection.RemoteIpAddress))
            : new(null, BySecret: false, Caller.Written(http.Connection.RemoteIpAddress));
}
