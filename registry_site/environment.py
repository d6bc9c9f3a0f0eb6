"""Typed readers of the environment."""
import environ

environment = environ.FileAwareEnv()
