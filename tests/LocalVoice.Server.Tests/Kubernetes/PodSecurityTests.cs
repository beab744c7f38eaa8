using k8s.Models;

namespace LocalVoice.Server.Tests.Kubernetes;

/// <summary>
/// The pods are what the policy <i>restricted</i> admits (kubernetes.io/docs/concepts/security/pod-security-standards), and more: their
/// file system cannot be written to.
/// </summary>
public sealed class PodSecurityTests
{
    public static TheoryData<string> Overlays => Manifests.Overlays;

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task The_namespace_enforces_the_restricted_policy(string overlay)
    {
        var labels = Assert.Single((await Manifests.OfOverlayAsync(overlay)).Of<V1Namespace>()).Metadata.Labels;

        Assert.Equal("restricted", labels["pod-security.kubernetes.io/enforce"]);
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task Every_pod_of_an_overlay_is_one_that_it_admits(string overlay) =>
        Assert.All((await Manifests.OfOverlayAsync(overlay)).Pods, pod => IsRestricted(pod.Template.Spec));

    [Fact]
    public async Task So_are_the_pod_that_pulls_models_and_the_server_with_calls()
    {
        IsRestricted(Assert.Single((await Manifests.OfModelsAsync()).Pods).Template.Spec);
        IsRestricted((await Manifests.OfOverlayAsync("gpu", "webrtc")).Server);
    }

    private static void IsRestricted(V1PodSpec pod)
    {
        Assert.Equal((true, "RuntimeDefault"), (pod.SecurityContext.RunAsNonRoot, pod.SecurityContext.SeccompProfile.Type));
        Assert.Equal(10001, pod.SecurityContext.RunAsUser);
        Assert.All([pod.HostNetwork, pod.HostPID, pod.HostIPC], shared => Assert.Null(shared));
        Assert.False(pod.AutomountServiceAccountToken);
        Assert.All(
            pod.Volumes,
            volume => Assert.NotNull((object?)volume.EmptyDir ?? volume.Projected ?? volume.Secret ?? (object?)volume.PersistentVolumeClaim)
        );
        Assert.All(
            pod.Containers,
            container =>
            {
                var context = container.SecurityContext;
                Assert.Equal((false, true), (context.AllowPrivilegeEscalation, context.ReadOnlyRootFilesystem));
                Assert.Null(context.Privileged);
                Assert.Null(context.RunAsUser);
                Assert.Equal(["ALL"], context.Capabilities.Drop);
                Assert.Null(context.Capabilities.Add);
                Assert.All(container.Ports ?? [], port => Assert.Null(port.HostPort));
                Assert.True(container.Resources.Limits.ContainsKey("memory"));
            }
        );
    }
}
