namespace LocalVoice.Server.Audit;

/// <summary>Composes what is kept of who connected.</summary>
internal static class AuditServices
{
    /// <summary>Comes before other hosted services: it stops after them, and tells how they ended.</summary>
    public static void AddAudit(this IServiceCollection services)
    {
        services.AddSingleton<AuditLog>();
        services.AddSingleton<SessionRegister>();
        services.AddHostedService(provider => provider.GetRequiredService<AuditLog>());
    }
}
