namespace LocalVoice.Client.Providers;

/// <summary>What <c>GetService</c> of an adapter finds.</summary>
internal static class Services
{
    /// <returns>The first of <paramref name="offered"/> that is of the type, where no key is given; else null.</returns>
    public static object? Find(Type serviceType, object? serviceKey, params ReadOnlySpan<object> offered)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        foreach (var service in offered)
        {
            if (serviceKey is null && serviceType.IsInstanceOfType(service))
            {
                return service;
            }
        }

        return null;
    }
}

/// <summary>The provider's name in telemetry.</summary>
internal static class ProviderName
{
    public const string Value = "localvoice";
}
