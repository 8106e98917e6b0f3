// A demonstration that did not come about. Its people are invented, so here, and only here, the message may say what happened.
namespace Keukentafel.Demo;

internal sealed class DemoFailed(string message) : Exception(message);
